import { type ErrorName, kafkaErrors } from "../terms/errors.ts";

/** Kafka's error codes by name, ready for handlers. */
export const errors = Object.fromEntries(
  kafkaErrors.map(({ name, code }) => [name, code]),
) as Readonly<Record<ErrorName, number>>;

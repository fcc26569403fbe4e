import { type ErrorName, kafkaErrors } from "../terms/errors.ts";

type ErrorCodes = Readonly<Record<ErrorName, number>>;

/** An object that serves as a prototype is kept in the form that is fast to read. */
const fast = (codes: ErrorCodes): ErrorCodes => Object.create(codes) as ErrorCodes;

/** Kafka's error codes by name, ready for handlers. */
export const errors = fast(
  Object.fromEntries(kafkaErrors.map(({ name, code }) => [name, code])) as ErrorCodes,
);

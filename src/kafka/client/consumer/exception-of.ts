import { type ErrorName, errorNamed, errorOfCode } from "../../../terms/errors.ts";
import { kafkaExceptions } from "../../../terms/exceptions.ts";

/** The class of the exception that a Java client throws for an error. Kafka: Errors.exception. */
export function exceptionOf(name: ErrorName): string {
  const { code } = errorNamed(name);
  return kafkaExceptions.find((each) => each.code === code)?.exception ?? "";
}

/** Whether an error is worth another try. Kafka: RetriableException. */
export const isRetriable = (code: number): boolean => errorOfCode(code).retriable;

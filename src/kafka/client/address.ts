/** Where a node listens. Kafka: Node. */
export interface Address {
  readonly nodeId: number;
  readonly process: number;
}

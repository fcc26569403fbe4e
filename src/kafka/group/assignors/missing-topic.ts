/** Kafka: PartitionAssignorException of UniformHomogeneousAssignmentBuilder and its sisters. */
export const missingTopic = (topicId: string): string =>
  `Members are subscribed to topic ${topicId} which doesn't exist in the topic metadata.`;

import { memo, type ReactNode } from "react";

const width = 224;
const height = 26;

/** Records acknowledged in the last three seconds; one attribute changes, no text does. */
export const Sparkline = memo(function Sparkline(props: {
  readonly values: readonly number[];
  readonly top: number;
}): ReactNode {
  const { values, top } = props;
  const step = width / Math.max(1, values.length - 1);
  const points = values
    .map((value, i) => {
      const y = height - 3 - (Math.min(value, top) / Math.max(1, top)) * (height - 6);
      return `${(i * step).toFixed(1)},${y.toFixed(1)}`;
    })
    .join(" ");
  return (
    <svg
      className="spark"
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <line x1="0" x2={width} y1={height - 3} y2={height - 3} />
      <polyline points={points} />
    </svg>
  );
});

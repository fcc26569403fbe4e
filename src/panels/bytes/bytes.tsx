import { type ReactNode, useState } from "react";
import type { ByteField, BytesView } from "../../contract/bytes-view.ts";
import "./bytes.css";

const hexOf = (byte: number): string => byte.toString(16).padStart(2, "0");

function FieldBytes(props: {
  readonly part: BytesView;
  readonly field: ByteField;
  readonly index: number;
  readonly chosen: boolean;
  readonly choose: (index: number) => void;
}): ReactNode {
  const { part, field, index, choose } = props;
  const bytes = [...part.bytes.subarray(field.from, field.to)];
  return (
    <li data-chosen={props.chosen} data-shade={index % 2}>
      <button
        type="button"
        aria-pressed={props.chosen}
        onPointerEnter={() => choose(index)}
        onFocus={() => choose(index)}
        onClick={() => choose(index)}
      >
        <span className="at">{part.at + field.from}</span>
        <b>{field.name}</b>
        <span className="value">{field.value}</span>
        <code>{bytes.map(hexOf).join(" ")}</code>
      </button>
    </li>
  );
}

function Part(props: { readonly part: BytesView }): ReactNode {
  const { part } = props;
  const [chosen, choose] = useState(-1);
  const field = part.fields[chosen];
  const fieldAt = (i: number): number =>
    part.fields.findIndex(({ from, to }) => i >= from && i < to);
  return (
    <section className="bytes">
      <h3>{part.title}</h3>
      <p className="dump" aria-hidden="true">
        {[...part.bytes.subarray(0, 256)].map((byte, i) => (
          <span
            // oxlint-disable-next-line react/no-array-index-key -- a byte is its place.
            key={i}
            data-shade={fieldAt(i) % 2}
            data-chosen={field !== undefined && i >= field.from && i < field.to}
          >
            {hexOf(byte)}
          </span>
        ))}
      </p>
      <ol>
        {part.fields.map((one, index) => (
          <FieldBytes
            key={`${one.from}-${one.name}`}
            part={part}
            field={one}
            index={index}
            chosen={index === chosen}
            choose={choose}
          />
        ))}
      </ol>
    </section>
  );
}

/** Bytes with their fields; pointing at a field shows which bytes are its own. */
export function Bytes(props: { readonly parts: readonly BytesView[] }): ReactNode {
  return props.parts.map((part) => <Part key={part.at} part={part} />);
}

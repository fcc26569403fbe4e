import type { Command } from "../../contract/command.ts";
import type { LinkEnd } from "../../contract/fault-command.ts";

/** `broker-2` as a host's name; a client by its id. */
const host = (end: LinkEnd): string => (typeof end === "number" ? `broker-${end}` : end);

const drop = (from: LinkEnd, to: LinkEnd): string =>
  `iptables -A INPUT -s ${host(from)} -j DROP   # on ${host(to)}`;

function linkLine(a: LinkEnd, b: LinkEnd, oneWay: boolean): string {
  return oneWay ? drop(a, b) : `${drop(a, b)}\n${drop(b, a)}`;
}

function shapeLine(command: Extract<Command, { kind: "shapeLink" }>): string {
  const { a, b, latencyUs, jitterUs, bandwidth } = command;
  const delay =
    latencyUs === null && jitterUs === null
      ? ""
      : ` delay ${(latencyUs ?? 0) / 1000}ms ${(jitterUs ?? 0) / 1000}ms`;
  const rate = bandwidth === null ? "" : ` rate ${bandwidth}bps`;
  return `tc qdisc replace dev eth0 root netem${delay}${rate}   # on ${host(a)}, for ${host(b)}`;
}

/** What one would type to break or mend something in a real cluster; empty for other commands. */
export function faultLine(command: Command): string {
  switch (command.kind) {
    case "kill":
      return `kill -9 <pid of broker ${command.node}>`;
    case "stop":
      return `kill -TERM <pid of broker ${command.node}>   # kafka-server-stop.sh`;
    case "start":
      return `kafka-server-start.sh broker-${command.node}.properties`;
    case "pause":
      return `kill -STOP <pid of broker ${command.node}>`;
    case "resume":
      return `kill -CONT <pid of broker ${command.node}>`;
    case "powerLoss":
      return `echo b > /proc/sysrq-trigger   # on broker ${command.node}: reboot without sync`;
    case "blackout":
      return `echo b > /proc/sysrq-trigger   # on brokers ${command.nodes.join(", ")}: reboot without sync`;
    case "wipe":
      return `rm -rf /var/lib/kafka/data   # on broker ${command.node}, stopped\nkafka-storage.sh format -t <cluster id> -c broker-${command.node}.properties`;
    case "slowNode":
      return `systemctl set-property kafka CPUQuota=${Math.round(100 / command.factor)}%   # on broker ${command.node}`;
    case "schedule":
      return `sleep ${command.afterUs / 1_000_000}\n${faultLine(command.command)}`;
    case "isolate":
      return `iptables -A INPUT -j DROP; iptables -A OUTPUT -j DROP   # on ${host(command.node)}`;
    case "stall":
      return `iptables -A FORWARD -s ${host(command.a)} -d ${host(command.b)} -j DROP   # behind a proxy that acknowledges`;
    case "limitDisk":
      return command.freeBytes === null
        ? `rm ${command.dir ?? "<each log dir>"}/filler   # on ${host(command.node)}`
        : `fallocate -l <all but ${command.freeBytes} bytes> ${command.dir ?? "<each log dir>"}/filler   # on ${host(command.node)}`;
    case "slowDisk":
      return `dmsetup reload <device of ${command.dir ?? "each log dir"}> --table "… delay … ${(command.fsyncUs ?? 0) / 1_000}"   # on ${host(command.node)}`;
    case "rollingRestart":
      return `for each broker: kafka-server-stop.sh; kafka-server-start.sh; wait until it is unfenced`;
    case "cut":
      return linkLine(command.a, command.b, command.oneWay);
    case "shapeLink":
      return shapeLine(command);
    case "resetConnections":
      return `ss -K dst ${host(command.b)}   # on ${host(command.a)}`;
    case "heal":
      return command.link === null
        ? "iptables -F INPUT   # on every broker"
        : linkLine(command.link.a, command.link.b, false).replaceAll("-A", "-D");
    case "failDir":
      return `umount -l ${command.dir}   # on broker ${command.node}`;
    case "returnDir":
      return `mount ${command.dir}   # on broker ${command.node}, which takes it back at its next start`;
    default:
      return "";
  }
}

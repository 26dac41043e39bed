package dev.brummer.perf.startup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brummer.engine.process.ProcessSpec;
import java.io.UncheckedIOException;
import java.util.List;

/// Formats the result as JSON: a summary per process, then every round. Seconds and bytes; missing
/// values are null.
final class StartupJsonReport {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private StartupJsonReport() {}

  static String of(StartupResult result) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("schema", 1);
    root.put("project", result.plan().project().toString());
    root.put("roundsWanted", result.plan().rounds());
    root.put("limitSeconds", result.plan().limit().toMillis() / 1e3);
    root.put("good", result.isSuccessful());
    ArrayNode summary = root.putArray("processes");
    for (ProcessSpec spec : result.plan().processes()) {
      if (!result.rounds().isEmpty()) {
        summary.add(summary(result, spec.name()));
      }
    }
    ArrayNode rounds = root.putArray("rounds");
    result.rounds().forEach(round -> rounds.add(round(round)));
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    } catch (JsonProcessingException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static ObjectNode summary(StartupResult result, String name) {
    List<ProcessStartupTimes> all = result.startups(name);
    List<ProcessStartupTimes> warm = result.warmStartups(name);
    List<ProcessStartupTimes> measured = warm.isEmpty() ? all : warm;
    ObjectNode node = MAPPER.createObjectNode();
    node.put("name", name);
    put(node, "coldSeconds", all.getFirst().upAt());
    put(node, "warmP50Seconds", StartupTextReport.quantile(warm, ProcessStartupTimes::upAt, 0.5));
    put(node, "warmP95Seconds", StartupTextReport.quantile(warm, ProcessStartupTimes::upAt, 0.95));
    put(
        node,
        "ownP50Seconds",
        StartupTextReport.quantile(measured, ProcessStartupTimes::ownSeconds, 0.5));
    put(
        node,
        "cpuP50Seconds",
        StartupTextReport.quantile(measured, ProcessStartupTimes::cpuSeconds, 0.5));
    node.put("peakBytes", all.stream().mapToLong(ProcessStartupTimes::peakBytes).max().orElse(0));
    put(
        node,
        "stopP50Seconds",
        StartupTextReport.quantile(all, ProcessStartupTimes::stopSeconds, 0.5));
    return node;
  }

  private static ObjectNode round(RoundResult round) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("round", round.number());
    node.put("cold", round.isCold());
    node.put("finished", round.finished());
    put(node, "upSeconds", round.upAt());
    node.put("stopSeconds", round.stopSeconds());
    ArrayNode survivors = node.putArray("survivors");
    round.survivors().forEach(survivors::add);
    ArrayNode path = node.putArray("criticalPath");
    for (CriticalPath.Leg leg : round.criticalPath().legs()) {
      path.addObject().put("process", leg.name()).put("seconds", leg.seconds());
    }
    ArrayNode processes = node.putArray("processes");
    round.startups().forEach(processStartup -> processes.add(startup(processStartup)));
    return node;
  }

  private static ObjectNode startup(ProcessStartupTimes processStartup) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("name", processStartup.name());
    node.put("outcome", processStartup.outcome().word());
    node.put("detail", processStartup.outcome().detail());
    put(node, "startedSeconds", processStartup.started());
    put(node, "readySeconds", processStartup.ready());
    put(node, "endedSeconds", processStartup.ended());
    node.put("cpuSeconds", processStartup.cpuSeconds());
    node.put("peakBytes", processStartup.peakBytes());
    put(node, "stopSeconds", processStartup.stopSeconds());
    ArrayNode lines = node.putArray("lastLines");
    processStartup.lastLines().forEach(lines::add);
    return node;
  }

  private static void put(ObjectNode node, String name, double seconds) {
    if (seconds < 0) {
      node.putNull(name);
    } else {
      node.put(name, seconds);
    }
  }
}

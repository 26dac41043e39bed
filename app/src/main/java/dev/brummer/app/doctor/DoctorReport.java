package dev.brummer.app.doctor;

import dev.brummer.app.doctor.Finding.Level;
import dev.brummer.engine.text.VisibleText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The findings as text and as JSON values. Pure.
record DoctorReport(List<Finding> findings) {
  private static final int LEVEL_WIDTH = 9;
  private static final int MAX_TEXT = 2_000;
  private static final String RESET = "\u001b[0m";

  DoctorReport {
    findings = List.copyOf(findings);
  }

  long count(Level level) {
    return findings.stream().filter(it -> it.level() == level).count();
  }

  /// A line for each finding, a second one with its advice, and a summary.
  List<String> lines(boolean colour) {
    int topics = findings.stream().mapToInt(it -> it.topic().length()).max().orElse(1);
    String indent = " ".repeat(LEVEL_WIDTH + topics + 2);
    List<String> lines = new ArrayList<>();
    for (Finding it : findings) {
      String level = ("%-" + LEVEL_WIDTH + "s").formatted(name(it.level()));
      String topic = ("%-" + topics + "s").formatted(it.topic());
      String text = VisibleText.bounded(it.text(), MAX_TEXT);
      lines.add((colour ? colour(it.level()) + level + RESET : level) + topic + "  " + text);
      if (!it.advice().isEmpty()) {
        lines.add(indent + "→ " + VisibleText.bounded(it.advice(), MAX_TEXT));
      }
    }
    lines.add(summary());
    return lines;
  }

  private String summary() {
    long problems = count(Level.PROBLEM);
    long warnings = count(Level.WARNING);
    return (problems == 0 ? "no problem" : problems == 1 ? "1 problem" : problems + " problems")
        + (warnings == 0 ? "" : warnings == 1 ? ", 1 warning" : ", " + warnings + " warnings");
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("problems", count(Level.PROBLEM));
    json.put("warnings", count(Level.WARNING));
    json.put("findings", findings.stream().map(DoctorReport::json).toList());
    return json;
  }

  private static Map<String, Object> json(Finding finding) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("level", name(finding.level()));
    json.put("topic", finding.topic());
    json.put("text", finding.text());
    json.put("advice", finding.advice());
    return json;
  }

  private static String name(Level level) {
    return level.name().toLowerCase(Locale.ROOT);
  }

  private static String colour(Level level) {
    return switch (level) {
      case OK -> "\u001b[32m";
      case WARNING -> "\u001b[33m";
      case PROBLEM -> "\u001b[31m";
    };
  }
}

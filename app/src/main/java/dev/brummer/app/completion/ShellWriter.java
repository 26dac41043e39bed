package dev.brummer.app.completion;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Writes a completion for the function of a shell: the action on the first line, then one
/// candidate a line. Pure.
final class ShellWriter {
  private ShellWriter() {}

  /// For bash: the texts to insert, of the candidates that continue the word.
  static List<String> bash(Completion completion, BashLine line) {
    return write(
        completion,
        candidate -> line.accepts(candidate.value()) ? line.insertion(candidate.value()) : null);
  }

  /// For zsh: `value:description` for `_describe`, with `\` before each `:` and `\` of the value.
  static List<String> zsh(Completion completion) {
    return write(
        completion,
        candidate -> {
          String value = candidate.value().replace("\\", "\\\\").replace(":", "\\:");
          return candidate.description().isEmpty() ? value : value + ":" + candidate.description();
        });
  }

  /// For fish: the value, a TAB and the description.
  static List<String> fish(Completion completion) {
    return write(
        completion,
        candidate ->
            candidate.description().isEmpty()
                ? candidate.value()
                : candidate.value() + "\t" + candidate.description());
  }

  /// The text of one candidate; null to leave it out.
  private interface CandidateFormat {
    @Nullable String of(Candidate candidate);
  }

  private static List<String> write(Completion completion, CandidateFormat format) {
    List<String> lines = new ArrayList<>();
    lines.add(completion.action().name().toLowerCase(Locale.ROOT));
    for (Candidate candidate : completion.candidates()) {
      String line = candidate.isVisible() ? format.of(candidate) : null;
      if (line != null) {
        lines.add(line);
      }
    }
    return lines;
  }
}

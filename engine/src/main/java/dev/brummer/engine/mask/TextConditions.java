package dev.brummer.engine.mask;

import dev.brummer.engine.log.LogQuery;
import dev.brummer.engine.log.LogQuery.Rule;
import dev.brummer.engine.log.StoredLine;
import dev.brummer.engine.log.assemble.AnsiStripper;
import dev.brummer.engine.log.match.LineMatcher;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The conditions of a query on the text of lines, for lines whose text was masked. Confined to one
/// thread.
final class TextConditions {
  private final LogQuery query;
  private final @Nullable LineMatcher search;
  private final List<Rule> rules = new ArrayList<>();
  private final List<LineMatcher> matchers = new ArrayList<>();

  TextConditions(LogQuery query) {
    this.query = query;
    LogQuery.Search wanted = query.search();
    search = wanted == null ? null : LineMatcher.of(wanted.pattern(), wanted.regex());
    for (Rule rule : query.rules()) {
      LogQuery.Search text = rule.search();
      if (text != null) {
        rules.add(rule);
        matchers.add(LineMatcher.of(text.pattern(), text.regex()));
      }
    }
  }

  /// The query for the raw text: without rules that could exclude a line because of a secret.
  LogQuery rawQuery() {
    return query.withRules(
        query.rules().stream().filter(rule -> rule.include() || rule.search() == null).toList());
  }

  /// Whether a masked line meets all conditions.
  boolean accept(StoredLine line) {
    byte[] text = AnsiStripper.strip(line.text());
    if (search != null && !search.matches(text, 0, text.length)) {
      return false;
    }
    for (int i = 0; i < rules.size(); i++) {
      Rule rule = rules.get(i);
      boolean applies = rule.processes() == null || rule.processes().get(line.process());
      if (applies && isMet(rule, matchers.get(i), line, text) != rule.include()) {
        return false;
      }
    }
    return true;
  }

  private static boolean isMet(Rule rule, LineMatcher matcher, StoredLine line, byte[] text) {
    return (rule.source() == null || rule.source() == line.source())
        && line.level().compareTo(rule.minimum()) >= 0
        && matcher.matches(text, 0, text.length);
  }
}

package dev.brummer.engine.detect.url;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the words next to a URL say about it. Only the clause of the URL counts: the rest of the
/// line may be about another server.
enum Claim {
  /// The URL belongs to a server that the process only uses.
  MENTION,
  /// The words say nothing, or both.
  UNCLEAR,
  /// The process offers the URL.
  OFFER;

  /// Characters that are considered on each side of a URL.
  private static final int MAX_DISTANCE = 240;

  /// Where a clause ends. A comma between two members of a JSON object does not end one.
  private static final Pattern BOUNDARY =
      Pattern.compile(
          "(?i)[;!?|&()\\[\\]{}，。、；！？（）「」]"
              + "|,(?=\\s)(?!\\s*\"\\w+\"\\s*:)"
              + "|\\.(?=\\s|$)"
              + "|\\s[-–—»•·]\\s"
              + "|\\s(?:and|then|but|while|und)\\s");

  /// Opening punctuation directly before a URL: belongs to the URL's clause.
  private static final Pattern OPENING = Pattern.compile("[\\s\"'`(\\[<{:=→➜>「（-]+$");

  private static final Pattern OFFERING =
      Pattern.compile(
          "(?i)\\b(?:listen(?:ing|s)?|running|runs|started|starting|serv(?:ing|es|ed)|ready|available"
              + "|bound|up|live|local|network|open|opened|visit|view|browse|see|preview|hosted|deployed"
              + "|access(?:ible)?|reachable|app|ui|dashboard|docs|website|site|page|url)\\b");

  private static final Pattern OFFERED =
      Pattern.compile(
          "(?i)^\\W*(?:is|are|now)\\s+(?:now\\s+)?(?:up|ready|running|live|available|listening|serving)\\b"
              + "|^\\W*(?:ready|listening|started)\\b");

  private static final Pattern MENTIONING =
      Pattern.compile(
          "(?i)\\b(?:ECONN\\w*|EADDR\\w*|ENOTFOUND|refused|unreachable|errors?|fail(?:ed|s|ure|ing)?"
              + "|(?:re)?connect(?:ed|s|ing|ion)?|could not|couldn't|cannot|can't|unable"
              + "|prox(?:y|ies|ied|ying)|forward(?:ing|ed)?|fetch(?:ing|ed|es)?|upstream|waiting for"
              + "|wait-on|using|calling|calls|requests?|requesting|requested|curl|wget|poll(?:s|ed|ing)?"
              + "|pinging|ping|sending|exporting|pushing|retry(?:ing)?|redirect(?:s|ed|ing)?"
              + "|timed? ?out|timeout|depends on|GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\\b");

  /// Statements of success that contain a word of [#MENTIONING].
  private static final Pattern NEGATED =
      Pattern.compile("(?i)\\b(?:0|no|without(?: any)?|zero) (?:errors?|failures?|problems?)\\b");

  private static final Pattern FAILED_AFTER =
      Pattern.compile(
          "(?i)\\b(?:ECONN\\w*|ENOTFOUND|refused|unreachable|timed out|timeout)\\b"
              + "|^\\W*(?:is not|isn't|not|failed|was not|cannot|could not)\\b");

  /// Judges the URL at `[start, end)` of a line.
  static Claim of(String text, int start, int end) {
    String before = clauseBefore(text, start);
    String after = text.substring(end, Math.min(text.length(), end + MAX_DISTANCE));
    boolean offered = OFFERING.matcher(before).find() || OFFERED.matcher(after).find();
    boolean mentioned =
        MENTIONING.matcher(NEGATED.matcher(before).replaceAll("")).find()
            || FAILED_AFTER.matcher(after).find();
    return offered == mentioned ? UNCLEAR : offered ? OFFER : MENTION;
  }

  /// Text of the clause before `start`.
  static String clauseBefore(String text, int start) {
    String before =
        OPENING.matcher(text.substring(Math.max(0, start - MAX_DISTANCE), start)).replaceFirst("");
    int from = 0;
    for (Matcher end = BOUNDARY.matcher(before); end.find(); ) {
      from = end.end();
    }
    return before.substring(from);
  }

  /// Text of the clause around `[start, end)`.
  static String clause(String text, int start, int end) {
    String after = text.substring(end, Math.min(text.length(), end + MAX_DISTANCE));
    Matcher boundary = BOUNDARY.matcher(after);
    int to = boundary.find() ? boundary.start() : after.length();
    return clauseBefore(text, start) + ' ' + text.substring(start, end) + after.substring(0, to);
  }
}

package dev.brummer.engine.detect.url;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Derives a URL's label from the text before it: "Local" from `➜ Local: http://…`, "Admin UI" from
/// `Admin UI available at http://…`. Empty if that text contains no name.
final class UrlLabel {
  private static final int MAX_LENGTH = 28;
  private static final int MAX_WORDS = 4;

  /// Text that cannot belong to a label: log prefixes, quotes, ends of sentences.
  private static final Pattern PREFIX =
      Pattern.compile(".*(?:[\\]\"'│|>»➜▸•。、，！？；]|[.!?;,] | - |\\d:\\d+\\S* )", Pattern.DOTALL);

  private static final Pattern TAIL = Pattern.compile("[\\s:=(\\[<\"'→>*：（「-]+$");
  private static final Pattern VERB =
      Pattern.compile(
          "(?i)\\s*\\b(?:is|are|was|now|has|successfully|up and|listening|listens|running|started|starting|serving|ready|available|bound|served|open|visit|view|see|on|at|in|to|port|ports|port\\(s\\)|your|the|app|http|https|tcp)\\b.*$");
  private static final Pattern MARKDOWN = Pattern.compile("\\[([^\\]\\[]+)\\]\\($");
  private static final Pattern HEAD = Pattern.compile("^[^\\p{L}\\p{N}]+");

  /// Log level at the start, in capitals or before a colon; not part of a label.
  private static final Pattern LEVEL =
      Pattern.compile(
          "^(?:(?:TRACE|DEBUG|VERBOSE|INFO|NOTICE|LOG|WARN|WARNING|ERROR)\\b"
              + "|(?i:trace|debug|verbose|info|information|notice|log|warn|warning|error)(?=:|$))"
              + "[\\s:-]*");

  /// Words of a sentence, which do not occur in a name.
  private static final Pattern PROSE =
      Pattern.compile(
          "(?i)\\b(?:there|this|that|these|those|it|its|i|we|you|he|they|an?|here|please|if|when|what|why|how"
              + "|for|from|with|without|by|of|and|or|but|not|no|can|cannot|could|should|would|will|may|must|had|have"
              + "|been|be|were|get|got|issues?|problems?|errors?|fail(?:ed|ure|s)?|unable|more|learn|read|click"
              + "|using|via|go|try|trying|connect(?:ed|ing|ion)?|request(?:ed|ing)?|fetch(?:ed|ing)?)\\b");

  private UrlLabel() {}

  static String of(String before) {
    Matcher markdown = MARKDOWN.matcher(before);
    return markdown.find() ? validate(markdown.group(1)) : validate(extract(before));
  }

  private static String extract(String before) {
    String text = TAIL.matcher(before).replaceFirst("");
    Matcher prefix = PREFIX.matcher(text);
    if (prefix.lookingAt()) {
      text = text.substring(prefix.end());
    }
    text = HEAD.matcher(text).replaceFirst("");
    text = LEVEL.matcher(text).replaceFirst("");
    boolean network = text.startsWith("On Your Network");
    text = network ? "Network" : VERB.matcher(text).replaceFirst("");
    return TAIL.matcher(text).replaceFirst("").strip();
  }

  private static String validate(String text) {
    boolean name = text.length() <= MAX_LENGTH && text.split("\\s+").length <= MAX_WORDS;
    return name
            && !text.isEmpty()
            && Character.isLetter(text.charAt(0))
            && !PROSE.matcher(text).find()
        ? text
        : "";
  }
}

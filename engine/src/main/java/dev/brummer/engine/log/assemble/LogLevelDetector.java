package dev.brummer.engine.log.assemble;

/// Detects the severity of a line from its prefix; reads only a few bytes of most lines.
///
/// Scans words from the left until one states a level or prose begins, which is the second
/// lower-case word surrounded by spaces. A word is accepted by position and form: `ERROR` after a
/// time, after a bracket or at the start; `error` only as `[error]`, `error:`, `error TS1`,
/// `error[E1]` or in the columns of a linter; `TypeError:`; the value of `level=` or `"level":`, as
/// a word or as pino's number. Thus "0 errors", "error: none" and a sentence that mentions an error
/// have no level.
///
/// A single table of rules, hence one file. Confined to the thread of its batch: it has a scratch
/// buffer for styled lines.
public final class LogLevelDetector {
  private static final int PREFIX = 96;
  private static final int JSON_PREFIX = 512;
  private static final int STYLED_PREFIX = 192;

  /// Maps a letter to lower case and every other byte to 0.
  private static final byte[] LETTERS = letters();

  private final byte[] plain = new byte[STYLED_PREFIX];

  private byte[] text = plain;
  private int from;
  private int to;

  // The current word: text[word, end), its last eight letters in lower case, and the OR and AND of
  // its letters.
  private int word;
  private int end;
  private long key;
  private int anyBits;
  private int commonBits;

  /// The level of a stored line: the one in its [PackedLineEntry], or the one its text states.
  ///
  /// @param line has the text of the line in `[from, to)`
  public LogLevel level(int entry, byte[] line, int from, int to) {
    return PackedLineEntry.isLevelUnknown(entry)
        ? detect(line, from, to, PackedLineEntry.isStyled(entry))
        : PackedLineEntry.level(entry);
  }

  /// The level stated by the line in `[from, to)`.
  LogLevel detect(byte[] line, int from, int to, boolean styled) {
    if (styled) {
      text = plain;
      this.from = 0;
      this.to = AnsiStripper.strip(line, from, Math.min(to, from + STYLED_PREFIX), plain);
    } else {
      text = line;
      this.from = from;
      this.to = to;
    }
    if (this.from == this.to) {
      return LogLevel.NONE;
    }
    return text[this.from] == '{' ? json() : words();
  }

  private LogLevel words() {
    LogLevel klog = klog();
    if (klog != LogLevel.NONE) {
      return klog;
    }
    byte[] line = text;
    int limit = Math.min(to, from + PREFIX);
    int plainWords = 0;
    for (int i = from; i < limit; ) {
      if (LETTERS[line[i] & 0xFF] == 0) {
        i++;
        continue;
      }
      readWord(i);
      i = end;
      LogLevel level = level();
      if (level != LogLevel.NONE) {
        return level;
      }
      if (isPlainWord() && ++plainWords == 2) {
        return LogLevel.NONE;
      }
    }
    return LogLevel.NONE;
  }

  private LogLevel json() {
    int limit = Math.min(to, from + JSON_PREFIX);
    for (int i = from + 1; i < limit; i++) {
      if (text[i - 1] != '"' || LETTERS[text[i] & 0xFF] == 0) {
        continue;
      }
      readWord(i);
      i = end;
      if (isKey()) {
        return value();
      }
    }
    return LogLevel.NONE;
  }

  private void readWord(int at) {
    byte[] line = text;
    int limit = to;
    int i = at;
    long letters = 0;
    int or = 0;
    int and = -1;
    while (i < limit) {
      byte b = line[i];
      byte letter = LETTERS[b & 0xFF];
      if (letter == 0) {
        break;
      }
      letters = (letters << 8) | letter;
      or |= b;
      and &= b;
      i++;
    }
    word = at;
    end = i;
    key = letters;
    anyBits = or;
    commonBits = and;
  }

  /// The level stated by the current word at its position.
  private LogLevel level() {
    int length = end - word;
    if (length < 3) {
      return LogLevel.NONE;
    }
    if (isKey() && (at(end) == '=' || at(end) == ':')) {
      return value();
    }
    LogLevel level = length > 8 ? LogLevel.NONE : levelOfWord();
    if (level == LogLevel.NONE) {
      return length > 5 && !isLower() ? suffixed() : LogLevel.NONE;
    }
    boolean isLabel = isUpper() ? isUpperLabel() : isLowerLabel();
    return isLabel ? level : LogLevel.NONE;
  }

  private boolean isUpper() {
    return (anyBits & 0x20) == 0;
  }

  private boolean isLower() {
    return (commonBits & 0x20) != 0;
  }

  private boolean isPlainWord() {
    return isLower() && at(end) == ' ' && (word == from || at(word - 1) == ' ');
  }

  private boolean isUpperLabel() {
    boolean boxed = at(word - 1) == '[' && at(end) == ']';
    return boxed || (isWordEnd(at(end)) && (isHeader() || isNpm()) && !negatesLevel());
  }

  private boolean isLowerLabel() {
    byte before = at(word - 1);
    byte after = at(end);
    if (isNpm()) {
      return after == ' ';
    }
    if (!isHeader()) {
      return isUncaught() && after == ':';
    }
    if ((before == '[' && after == ']') || (before == '<' && after == '>')) {
      return true;
    }
    boolean leads = word == from || (beforeBlanks() != 0 && before != '"' && before != '\'');
    return leads
        && switch (after) {
          case ':' -> at(end + 1) != '/' && !negatesLevel();
          case '[' -> word == from;
          case ' ' -> isSpacedLabel();
          default -> false;
        };
  }

  /// `error TS2304:`, `error Command failed` at the start, `3:5 error text`, `info - text`.
  private boolean isSpacedLabel() {
    if (!isLower()) {
      return false;
    }
    byte next = at(end + 1);
    int text = afterBlanks(end);
    if (word == from) {
      return isUpperCase(next) || (at(text) == '-' && at(text + 1) == ' ');
    }
    return (next == 'T' && at(end + 2) == 'S' && isDigit(at(end + 3)))
        || (next == ' ' && isDigit(beforeBlanks()));
  }

  /// Whether no prose precedes the word.
  private boolean isHeader() {
    byte before = at(word - 1);
    if (before == '[' || before == '<' || before == '(') {
      byte outside = at(word - 2);
      return !isLetter(outside)
          && !isDigit(outside)
          && (outside != ' ' || !isLowerCase(lastBefore(word - 2)));
    }
    if (before == 0 || before == '|' || before == ':' || before == '\t') {
      return true;
    }
    if (before != ' ') {
      return false;
    }
    int i = startOfBlanks(word);
    byte last = at(i - 1);
    return !isLowerCase(last) && !(last == '0' && !isTime(at(i - 2)));
  }

  private boolean isTime(byte b) {
    return isDigit(b) || b == ':' || b == '.' || b == ',';
  }

  /// `npm ERR!`, `npm warn`.
  private boolean isNpm() {
    return word == from + 4 && text[from] == 'n' && text[from + 1] == 'p' && text[from + 2] == 'm';
  }

  /// Whether the following text negates the level: `error: none`, `errors: 0`.
  private boolean negatesLevel() {
    int i = afterBlanks(at(end) == ':' ? end + 1 : end);
    byte first = at(i);
    if (first == '0') {
      return !isDigit(at(i + 1)) && at(i + 1) != 'x';
    }
    return switch (first) {
      case 'n', 'N' -> isWord(i, "none") || isWord(i, "null") || isWord(i, "nil");
      case 'f', 'F' -> isWord(i, "false");
      case 'u' -> isWord(i, "undefined");
      default -> false;
    };
  }

  private boolean isWord(int at, String word) {
    for (int i = 0; i < word.length(); i++) {
      if ((at(at + i) | 0x20) != word.charAt(i)) {
        return false;
      }
    }
    return !isLetter(at(at + word.length()));
  }

  /// `TypeError:`, `java.io.IOException: …`, `DeprecationWarning:`; `Exception in thread`.
  private LogLevel suffixed() {
    if (!isUpperCase(text[word])) {
      return LogLevel.NONE;
    }
    boolean error = endsWith("Error") || endsWith("Exception");
    if (!error && !endsWith("Warning")) {
      return LogLevel.NONE;
    }
    byte before = at(word - 1);
    boolean labels = at(end) == ':' && (before == '.' || isHeader() || isUncaught());
    boolean alone = at(end) == 0 && before == '.';
    boolean thread = word == from && isWord(word, "exception") && isWord(end + 1, "in");
    return labels || alone || thread ? error ? LogLevel.ERROR : LogLevel.WARN : LogLevel.NONE;
  }

  private boolean isUncaught() {
    return word == from + 9 && isWord(from, "uncaught");
  }

  private boolean endsWith(String suffix) {
    int at = end - suffix.length();
    for (int i = 0; i < suffix.length(); i++) {
      if (at < word || text[at + i] != suffix.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private boolean isKey() {
    return switch (end - word) {
      case 3 -> key == LVL;
      case 5 -> key == LEVEL;
      case 8 -> key == SEVERITY;
      case 9 -> key == EVELNAME && (text[word] | 0x20) == 'l';
      default -> false;
    };
  }

  /// The level after a key, quoted or not.
  private LogLevel value() {
    int i = at(end) == '"' ? end + 1 : end;
    if (at(i) != '=' && at(i) != ':') {
      return LogLevel.NONE;
    }
    i = afterBlanks(i + 1);
    if (at(i) == '"' || at(i) == '\'') {
      i++;
    }
    if (isLetter(at(i))) {
      readWord(i);
      return levelOfWord();
    }
    return text[from] == '{' && at(i + 1) == '0' && !isDigit(at(i + 2))
        ? levelOfNumber(at(i))
        : LogLevel.NONE;
  }

  /// Numeric levels of pino and bunyan, by their tens digit.
  private static LogLevel levelOfNumber(byte tens) {
    return switch (tens) {
      case '1' -> LogLevel.TRACE;
      case '2' -> LogLevel.DEBUG;
      case '3' -> LogLevel.INFO;
      case '4' -> LogLevel.WARN;
      case '5', '6' -> LogLevel.ERROR;
      default -> LogLevel.NONE;
    };
  }

  private LogLevel levelOfWord() {
    return switch (end - word) {
      case 3 -> key == ERR ? LogLevel.ERROR : LogLevel.NONE;
      case 4 ->
          key == WARN
              ? LogLevel.WARN
              : key == INFO ? LogLevel.INFO : key == CRIT ? LogLevel.ERROR : LogLevel.NONE;
      case 5 ->
          key == ERROR || key == FATAL || key == PANIC
              ? LogLevel.ERROR
              : key == DEBUG ? LogLevel.DEBUG : key == TRACE ? LogLevel.TRACE : LogLevel.NONE;
      case 6 -> key == SEVERE ? LogLevel.ERROR : key == NOTICE ? LogLevel.INFO : LogLevel.NONE;
      case 7 -> key == WARNING ? LogLevel.WARN : key == VERBOSE ? LogLevel.DEBUG : LogLevel.NONE;
      case 8 -> key == CRITICAL ? LogLevel.ERROR : LogLevel.NONE;
      default -> LogLevel.NONE;
    };
  }

  /// `E0131 12:00:00.000000`.
  private LogLevel klog() {
    if (to - from < 7 || text[from + 5] != ' ' || text[from + 8 < to ? from + 8 : from] != ':') {
      return LogLevel.NONE;
    }
    for (int i = from + 1; i < from + 5; i++) {
      if (!isDigit(text[i])) {
        return LogLevel.NONE;
      }
    }
    return switch (text[from]) {
      case 'I' -> LogLevel.INFO;
      case 'W' -> LogLevel.WARN;
      case 'E', 'F' -> LogLevel.ERROR;
      default -> LogLevel.NONE;
    };
  }

  private byte at(int i) {
    return i >= from && i < to ? text[i] : 0;
  }

  private byte beforeBlanks() {
    return lastBefore(word);
  }

  private byte lastBefore(int i) {
    return at(startOfBlanks(i) - 1);
  }

  private int startOfBlanks(int at) {
    int i = at;
    while (at(i - 1) == ' ') {
      i--;
    }
    return i;
  }

  private int afterBlanks(int at) {
    int i = at;
    while (at(i) == ' ') {
      i++;
    }
    return i;
  }

  private static byte[] letters() {
    byte[] letters = new byte[256];
    for (char letter = 'a'; letter <= 'z'; letter++) {
      letters[letter] = (byte) letter;
      letters[letter - 0x20] = (byte) letter;
    }
    return letters;
  }

  private static boolean isLetter(byte b) {
    return LETTERS[b & 0xFF] != 0;
  }

  private static boolean isLowerCase(byte b) {
    return b >= 'a' && b <= 'z';
  }

  private static boolean isUpperCase(byte b) {
    return b >= 'A' && b <= 'Z';
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  private static boolean isWordEnd(byte b) {
    return !isLetter(b) && !isDigit(b) && b != '_' && b != '/' && b != '.' && b != '=';
  }

  private static final long ERR = key("err");
  private static final long ERROR = key("error");
  private static final long WARN = key("warn");
  private static final long WARNING = key("warning");
  private static final long INFO = key("info");
  private static final long DEBUG = key("debug");
  private static final long TRACE = key("trace");
  private static final long FATAL = key("fatal");
  private static final long PANIC = key("panic");
  private static final long CRIT = key("crit");
  private static final long CRITICAL = key("critical");
  private static final long SEVERE = key("severe");
  private static final long NOTICE = key("notice");
  private static final long VERBOSE = key("verbose");
  private static final long LVL = key("lvl");
  private static final long LEVEL = key("level");
  private static final long SEVERITY = key("severity");
  private static final long EVELNAME = key("evelname");

  private static long key(String word) {
    long key = 0;
    for (int i = 0; i < word.length(); i++) {
      key = (key << 8) | word.charAt(i);
    }
    return key;
  }
}

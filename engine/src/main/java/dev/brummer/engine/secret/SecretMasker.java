package dev.brummer.engine.secret;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Replaces secret values in text by the names of their variables, `‹STRIPE_KEY›` (per line).
///
/// Values are found as they are and in [EncodedForms], also where SGR or OSC 8 sequences stand
/// within them; those are kept. Of values that contain or overlap each other, everything is
/// replaced, under the name of the longest. The text of other lines is returned as it is, without a
/// copy. Immutable and thread-safe.
public final class SecretMasker {
  /// Upper bound of the memory of the automaton, about 25 bytes per node.
  private static final int MAX_NODES = 1 << 20;

  /// A start of a value at the end of a cut text is masked from this length on.
  private static final int MIN_START = 4;

  private static final int MAX_ENCODED = 1 << 12;
  private static final int MAX_LABEL = 40;
  private static final char CUT_MARK = '…';

  private final PatternAutomaton automaton = new PatternAutomaton();
  private final PatternPrefilter prefilter;
  private final byte[][] labels;

  /// The labels within the target of a hyperlink.
  private final byte[][] linkLabels;

  private SecretMasker(Map<String, String> namesByValue) {
    List<byte[]> patterns = new ArrayList<>();
    List<String> names = new ArrayList<>();
    namesByValue.forEach((value, name) -> add(value, labelOf(name, names), patterns));
    namesByValue.forEach((value, name) -> addForms(value, labelOf(name, names), patterns));
    automaton.complete();
    prefilter = new PatternPrefilter(patterns);
    labels = new byte[names.size()][];
    linkLabels = new byte[names.size()][];
    for (int i = 0; i < labels.length; i++) {
      String label = "‹" + shortened(names.get(i)) + "›";
      labels[i] = label.getBytes(StandardCharsets.UTF_8);
      linkLabels[i] =
          URLEncoder.encode(label, StandardCharsets.UTF_8).getBytes(StandardCharsets.US_ASCII);
    }
  }

  /// A masker of some values; null if there are none.
  public static @Nullable SecretMasker of(SecretValues values) {
    Map<String, String> namesByValue = values.namesByValue();
    return namesByValue.isEmpty() ? null : new SecretMasker(namesByValue);
  }

  private static int labelOf(String name, List<String> names) {
    int known = names.lastIndexOf(name);
    if (known >= 0) {
      return known;
    }
    names.add(name);
    return names.size() - 1;
  }

  private static String shortened(String name) {
    String plain = name.replaceAll("[^A-Za-z0-9_.-]", "_");
    return plain.length() <= MAX_LABEL ? plain : plain.substring(0, MAX_LABEL - 1) + CUT_MARK;
  }

  private void addForms(String value, int label, List<byte[]> patterns) {
    if (value.length() > MAX_ENCODED) {
      return;
    }
    for (Set<String> forms : List.of(EncodedForms.of(value), EncodedForms.wrappedBase64(value))) {
      forms.forEach(form -> add(form, label, patterns));
    }
  }

  private void add(String text, int label, List<byte[]> patterns) {
    byte[] pattern = text.getBytes(StandardCharsets.UTF_8);
    if (pattern.length >= PatternPrefilter.MIN_PATTERN
        && automaton.size() + pattern.length <= MAX_NODES) {
      automaton.add(pattern, label);
      patterns.add(pattern);
    }
  }

  /// Whether `[from, to)` may contain a secret. Lines without separators may stand in it.
  public boolean mayContain(byte[] text, int from, int to) {
    return mayContain(text, from, to, EscapeSequences.occurIn(text, from, to));
  }

  /// As [#mayContain(byte[], int, int)].
  ///
  /// @param styled whether it may have escape sequences
  public boolean mayContain(byte[] text, int from, int to, boolean styled) {
    if (prefilter.matches(text, from, to)) {
      return true;
    }
    if (!styled) {
      return false;
    }
    byte[] visible = new byte[to - from];
    return prefilter.matches(visible, 0, EscapeSequences.skip(text, from, to, visible, null));
  }

  /// Masks a text.
  ///
  /// @return `text` itself if it contains no secret
  public byte[] mask(byte[] text) {
    return mayContain(text, 0, text.length) ? masked(text, 0, false) : text;
  }

  /// Masks a text that continues `before`, whose end was masked by [#maskCut]. What belongs to a
  /// secret that starts there is removed.
  ///
  /// @return `text` itself if it contains no secret
  public byte[] maskContinued(byte[] before, byte[] text, boolean cut) {
    byte[] joined = Arrays.copyOf(before, before.length + text.length);
    System.arraycopy(text, 0, joined, before.length, text.length);
    byte[] masked = masked(joined, before.length, cut);
    return Arrays.equals(masked, joined) ? text : masked;
  }

  /// Masks a text that is cut off or not finished: also masks the start of a secret at its end.
  ///
  /// @return `text` itself if it contains no secret
  public byte[] maskCut(byte[] text) {
    return masked(text, 0, true);
  }

  /// Masks a text. If it ends with `…`, also masks the start of a secret before that.
  ///
  /// @return `text` itself if it contains no secret
  public String mask(String text) {
    int end = text.length() - 1;
    if (end > 0 && text.charAt(end) == CUT_MARK) {
      String before = text.substring(0, end);
      String masked = maskCut(before);
      return masked.equals(before) ? text : masked + CUT_MARK;
    }
    return text.length() < PatternPrefilter.MIN_PATTERN ? text : mask(text, false);
  }

  /// As [#maskCut(byte[])].
  public String maskCut(String text) {
    return mask(text, true);
  }

  private String mask(String text, boolean cut) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    byte[] masked = cut ? maskCut(bytes) : mask(bytes);
    return Arrays.equals(masked, bytes) ? text : new String(masked, StandardCharsets.UTF_8);
  }

  /// Masks `text` from `begin` on.
  ///
  /// @return `text` itself if that part contains no secret
  private byte[] masked(byte[] text, int begin, boolean cut) {
    byte[] visible = new byte[text.length];
    int[] origins = new int[text.length];
    int length = EscapeSequences.skip(text, 0, text.length, visible, origins);
    MatchedRanges ranges = find(visible, 0, length, cut);
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length + 32);
    boolean found = false;
    int range = 0;
    int next = 0;
    int at = 0;
    while (at < text.length) {
      if (at == begin) {
        out.reset();
        found = false;
      }
      if (next == length || at < origins[next]) {
        int end = EscapeSequences.end(text, at, text.length);
        found |= writeEscape(text, at, end, out);
        at = end;
        continue;
      }
      boolean inside = range < ranges.size() && next >= ranges.from(range);
      found |= inside;
      if (!inside) {
        out.write(text[at]);
      } else if (next == ranges.from(range)) {
        out.writeBytes(labels[ranges.label(range)]);
      }
      next++;
      at++;
      if (inside && next == ranges.to(range)) {
        range++;
      }
    }
    return found ? out.toByteArray() : text;
  }

  private MatchedRanges find(byte[] text, int from, int to, boolean cut) {
    MatchedRanges ranges = new MatchedRanges();
    int node = PatternAutomaton.ROOT;
    for (int i = from; i < to; i++) {
      node = automaton.step(node, text[i]);
      int length = automaton.matchLength(node);
      if (length > 0) {
        ranges.add(i + 1 - length, i + 1, automaton.label(node));
      }
    }
    int start = automaton.depth(node);
    if (cut && start >= MIN_START) {
      ranges.add(to - start, to, automaton.label(node));
    }
    return ranges;
  }

  /// Writes an escape sequence, with the secrets in the target of a hyperlink masked.
  private boolean writeEscape(byte[] text, int from, int to, ByteArrayOutputStream out) {
    MatchedRanges ranges = find(text, from, to, false);
    int at = from;
    for (int i = 0; i < ranges.size(); i++) {
      out.write(text, at, ranges.from(i) - at);
      out.writeBytes(linkLabels[ranges.label(i)]);
      at = ranges.to(i);
    }
    out.write(text, at, to - at);
    return !ranges.isEmpty();
  }
}

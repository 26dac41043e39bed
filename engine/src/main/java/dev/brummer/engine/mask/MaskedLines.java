package dev.brummer.engine.mask;

import dev.brummer.engine.log.LogStore;
import dev.brummer.engine.log.StoredLine;
import dev.brummer.engine.secret.SecretMasker;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// Masks lines one after the other (per line). Remembers the end of a cut line of each process, so
/// that a secret is found across the cut. Confined to one thread.
public final class MaskedLines {
  /// Longer secrets are not found across a cut.
  private static final int MAX_CONTEXT = 1 << 13;

  private final Masking masking;
  private final Map<Integer, byte[]> cutEnds = new HashMap<>();

  public MaskedLines(Masking masking) {
    this.masking = masking;
  }

  /// Whether the last line of a process was cut.
  public boolean isInCutLine() {
    return !cutEnds.isEmpty();
  }

  /// Masks the next line.
  ///
  /// @return `line` itself if it contains no secret
  public StoredLine mask(StoredLine line) {
    SecretMasker masker = masking.of(line.process());
    return masker == null ? line : mask(line, masker);
  }

  private StoredLine mask(StoredLine line, SecretMasker masker) {
    byte[] text = line.text();
    byte[] before = cutEnds.isEmpty() ? null : cutEnds.remove(line.process());
    boolean cut = line.cut() || line.number() == LogStore.UNFINISHED;
    if (line.cut()) {
      remember(line);
    }
    byte[] masked =
        before != null
            ? masker.maskContinued(before, text, cut)
            : cut ? masker.maskCut(text) : masker.mask(text);
    return Arrays.equals(masked, text) ? line : line.withText(masked);
  }

  /// Notes that `line`, which is not shown, was cut before the next one.
  void remember(StoredLine line) {
    byte[] text = line.text();
    int from = Math.max(0, text.length - MAX_CONTEXT);
    cutEnds.put(line.process(), Arrays.copyOfRange(text, from, text.length));
  }
}

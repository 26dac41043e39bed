package dev.brummer.engine.mask;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.log.StoredLine;
import dev.brummer.engine.secret.SecretMasker;
import dev.brummer.engine.secret.SecretValues;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// The secrets of a run and the processes whose text is masked. Masks nothing until it has learned
/// a secret. Any thread.
public final class Masking {
  private final SecretValues known = new SecretValues(value -> false);
  private volatile @Nullable SecretMasker masker;
  private volatile IntPredicate isExempt = process -> false;

  /// Adds secrets to those known, which stay: earlier lines contain them.
  public synchronized void learn(SecretValues values) {
    int before = known.size();
    known.addAll(values);
    if (known.size() > before) {
      masker = SecretMasker.of(known);
    }
  }

  /// Sets which processes show their text as it is.
  ///
  /// @param wanted by process id; any thread
  public void exempt(IntPredicate wanted) {
    isExempt = wanted;
  }

  /// Whether nothing is masked.
  public boolean isOff() {
    return masker == null;
  }

  /// The masker for the text of a process; null if it is shown as it is.
  public @Nullable SecretMasker of(int process) {
    SecretMasker current = masker;
    return current == null || (process != Event.BRUMMER && isExempt.test(process)) ? null : current;
  }

  /// Masks a text that belongs to no process, or to several.
  public String text(String text) {
    return text(Event.BRUMMER, text);
  }

  /// Masks a text about a process.
  public String text(int process, String text) {
    SecretMasker current = of(process);
    return current == null ? text : current.mask(text);
  }

  /// Masks a line. For consecutive lines use [MaskedLines].
  public StoredLine line(StoredLine line) {
    return new MaskedLines(this).mask(line);
  }

  /// Masks the texts of an event. The result is for showing: its URLs may be masked as well.
  public Event event(Event event) {
    return masker == null ? event : MaskedEvents.mask(event, this);
  }
}

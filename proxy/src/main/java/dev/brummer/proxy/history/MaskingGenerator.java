package dev.brummer.proxy.history;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import dev.brummer.engine.event.Event;
import dev.brummer.engine.mask.Masking;
import java.io.IOException;

/// Masks the secrets in all strings that are written. Confined to one thread.
final class MaskingGenerator extends JsonGeneratorDelegate {
  private final Masking masking;
  private int process = Event.BRUMMER;

  MaskingGenerator(JsonGenerator json, Masking masking) {
    super(json);
    this.masking = masking;
  }

  /// Sets the process that the following strings are about.
  void maskFor(int wanted) {
    process = wanted;
  }

  @Override
  public void writeString(String text) throws IOException {
    super.writeString(masking.text(process, text));
  }
}

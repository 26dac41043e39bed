package dev.brummer.engine.process;

import java.nio.charset.StandardCharsets;

/// A tap of a test: writes down what it is told.
public final class TranscriptTap implements OutputTap {
  private final StringBuilder transcript = new StringBuilder();

  @Override
  public synchronized void started(boolean fresh) {
    transcript.append(fresh ? "<begins>" : "<goes on>");
  }

  @Override
  public synchronized void resized(int columns, int rows) {
    transcript.append('<').append(columns).append('x').append(rows).append('>');
  }

  @Override
  public synchronized void replayed(byte[] bytes, int from, int to) {
    transcript.append("<past>").append(text(bytes, from, to));
  }

  @Override
  public synchronized void printed(byte[] bytes, int from, int to, boolean bareNewLines) {
    transcript.append(bareNewLines ? "<bare>" : "<now>").append(text(bytes, from, to));
  }

  private static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }

  public synchronized String transcript() {
    return transcript.toString();
  }
}

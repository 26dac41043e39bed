package dev.brummer.engine.process;

import java.nio.charset.StandardCharsets;

/// Records all calls as text.
public final class TranscriptTap implements OutputTap {
  private final StringBuilder transcript = new StringBuilder();

  @Override
  public synchronized void started(boolean complete) {
    transcript.append(complete ? "<started>" : "<started late>");
  }

  @Override
  public synchronized void resized(int columns, int rows) {
    transcript.append('<').append(columns).append('x').append(rows).append('>');
  }

  @Override
  public synchronized void replayed(byte[] bytes, int from, int to) {
    transcript.append("<replayed>").append(text(bytes, from, to));
  }

  @Override
  public synchronized void printed(byte[] bytes, int from, int to, boolean bareLineFeeds) {
    transcript.append(bareLineFeeds ? "<bare>" : "<now>").append(text(bytes, from, to));
  }

  private static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }

  public synchronized String transcript() {
    return transcript.toString();
  }
}

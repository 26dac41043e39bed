package dev.brummer.tui.remote;

import dev.brummer.tui.terminal.EventDecoder;
import dev.brummer.tui.terminal.InputEvent;
import dev.brummer.tui.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// The owner's end of a connection to a [TerminalPump].
///
/// Output is queued and sent by a virtual thread, so no method waits for the pump. The queue is
/// short: [#isReady] says whether it takes another frame. A pump that leaves more than
/// [#MAX_UNSENT] unread is disconnected.
public final class RemoteTerminal implements Terminal, Closeable {
  private static final int MAX_WIDTH = 1000;
  private static final int MAX_HEIGHT = 500;

  /// Unsent bytes beyond which the terminal takes no frame.
  private static final int BUSY = 1 << 15;

  private static final int MAX_UNSENT = 1 << 24;
  private static final byte[] NONE = {};

  private final InputStream in;
  private final OutputStream out;
  private final EventDecoder decoder = EventDecoder.fed();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final Object lock = new Object();

  private final boolean hasBrowser;

  /// Whether the fed input may end within a control sequence. This field and the next one are
  /// confined to the input thread.
  private boolean inputGoesOn;

  /// Whether the pump waits for the handling of its last input.
  private boolean confirmationDue;

  private volatile int columns;
  private volatile int rows;

  /// Encoded frames that the writer has not taken yet. This field and the following ones are
  /// guarded by `lock`.
  private ByteArrayOutputStream unsent = new ByteArrayOutputStream();

  /// Number of bytes that the writer has taken and not yet sent.
  private int sending;

  private boolean closed;

  /// No more frames are accepted; the connection closes when all are sent.
  private boolean finishing;

  private Runnable wake = () -> {};

  /// Receives the result of the running program: empty, or why it could not be started.
  private @Nullable CompletableFuture<String> program;

  /// Starts sending.
  ///
  /// @param in frames of the pump
  /// @param out takes frames for the pump
  /// @param hasBrowser whether the session of the pump can show a browser
  public RemoteTerminal(
      InputStream in, OutputStream out, int columns, int rows, boolean hasBrowser) {
    this.in = in;
    this.out = out;
    this.hasBrowser = hasBrowser;
    resize(columns, rows);
    Thread.ofVirtual().name("attach-writer").start(this::send);
  }

  private void resize(int newColumns, int newRows) {
    columns = Math.clamp(newColumns, 1, MAX_WIDTH);
    rows = Math.clamp(newRows, 1, MAX_HEIGHT);
  }

  private void send() {
    try {
      for (byte[] next = take(); next != null; next = take()) {
        out.write(next);
        out.flush();
        sent();
      }
    } catch (IOException disconnected) {
      close();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      close();
    }
  }

  private byte @Nullable [] take() throws InterruptedException {
    synchronized (lock) {
      while (unsent.size() == 0 && !closed && !finishing) {
        lock.wait();
      }
      if (closed || unsent.size() == 0) {
        return null;
      }
      byte[] all = unsent.toByteArray();
      unsent.reset();
      sending = all.length;
      return all;
    }
  }

  private void sent() {
    Runnable ready = null;
    synchronized (lock) {
      boolean busy = sending + unsent.size() >= BUSY;
      sending = 0;
      if (busy && unsent.size() < BUSY) {
        ready = wake;
      }
    }
    if (ready != null) {
      ready.run();
    }
  }

  private void queue(FrameType type, byte[] content, int count) throws IOException {
    synchronized (lock) {
      if (closed || finishing) {
        throw new IOException("disconnected");
      }
      if (sending + unsent.size() + count <= MAX_UNSENT) {
        for (int from = 0; from == 0 || from < count; from += Frame.MAX_CONTENT) {
          int part = Math.min(Frame.MAX_CONTENT, count - from);
          unsent.write(type.number);
          unsent.write(part >>> 24);
          unsent.write(part >>> 16);
          unsent.write(part >>> 8);
          unsent.write(part);
          unsent.write(content, from, part);
        }
        lock.notifyAll();
        return;
      }
    }
    close();
    throw new IOException("the attached terminal does not take its output");
  }

  @Override
  public void write(byte[] bytes, int count) throws IOException {
    if (count > 0) {
      queue(FrameType.OUTPUT, bytes, count);
    }
  }

  @Override
  public boolean isReady() {
    synchronized (lock) {
      return sending + unsent.size() < BUSY;
    }
  }

  @Override
  public void onReady(Runnable action) {
    synchronized (lock) {
      wake = action;
    }
  }

  @Override
  public InputEvent readEvent() throws IOException {
    while (true) {
      InputEvent decoded = inputGoesOn ? null : decoder.next();
      if (decoded != null) {
        return decoded;
      }
      if (confirmationDue) {
        confirmationDue = false;
        queue(FrameType.HANDLED, NONE, 0);
      }
      Frame frame = Frame.read(in);
      if (frame == null) {
        close();
        return new InputEvent.EndOfInput();
      }
      InputEvent event = receive(frame);
      if (event != null) {
        return event;
      }
    }
  }

  private @Nullable InputEvent receive(Frame frame) throws IOException {
    return switch (frame.type()) {
      case INPUT, INPUT_PART -> {
        confirmationDue = true;
        inputGoesOn = frame.type() == FrameType.INPUT_PART;
        decoder.feed(frame.content(), 0, frame.content().length);
        yield null;
      }
      case SIZE -> {
        resize(frame.number16(0), frame.number16(2));
        yield new InputEvent.Resized();
      }
      case RESUMED -> new InputEvent.Resumed();
      case RAN -> {
        CompletableFuture<String> running = program(null);
        if (running != null) {
          running.complete(frame.text(0));
        }
        yield null;
      }
      case OUTPUT, SUSPEND, RUN, OPEN, BYE, HANDLED ->
          throw new IOException("unexpected " + frame.type());
    };
  }

  /// Replaces the running program.
  ///
  /// @return the former one
  private @Nullable CompletableFuture<String> program(@Nullable CompletableFuture<String> next) {
    synchronized (lock) {
      CompletableFuture<String> former = program;
      program = next;
      return former;
    }
  }

  @Override
  public void enterRawMode() {}

  @Override
  public void restoreSettings() {}

  @Override
  public void refreshSize() {}

  @Override
  public int columns() {
    return columns;
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public boolean suspend() throws IOException {
    queue(FrameType.SUSPEND, NONE, 0);
    return false;
  }

  @Override
  public void runProgram(List<String> command, Path directory)
      throws IOException, InterruptedException {
    CompletableFuture<String> running = new CompletableFuture<>();
    var _ = program(running);
    byte[] content = new ProgramFrame(directory, command).encode();
    queue(FrameType.RUN, content, content.length);
    var _ = ended.thenRun(() -> running.complete("the terminal is disconnected"));
    try {
      String failure = running.get();
      if (!failure.isEmpty()) {
        throw new IOException(failure);
      }
    } catch (ExecutionException impossible) {
      throw new IOException(impossible);
    }
  }

  @Override
  public boolean openUrl(String url) throws IOException {
    byte[] content = url.getBytes(StandardCharsets.UTF_8);
    if (!hasBrowser || content.length > Frame.MAX_CONTENT) {
      return false;
    }
    queue(FrameType.OPEN, content, content.length);
    return true;
  }

  @Override
  public boolean isJob() {
    return true;
  }

  /// Ends the pump with exit code 0.
  @Override
  public boolean detach() {
    finish(0, "");
    return false;
  }

  /// Sends the last frame. Returns at once; the connection closes when everything is sent. Any
  /// thread; later calls do nothing.
  ///
  /// @param code exit code of the pump
  /// @param sentence printed by the pump, empty for its own one
  public void finish(int code, String sentence) {
    byte[] content = Frame.bye(code, sentence);
    try {
      queue(FrameType.BYE, content, content.length);
    } catch (IOException disconnected) {
      return; // the client has disconnected
    }
    synchronized (lock) {
      finishing = true;
      lock.notifyAll();
    }
  }

  /// Waits until the connection has ended.
  ///
  /// @return whether it has
  public boolean awaitEnd(Duration timeout) throws InterruptedException {
    try {
      ended.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException alive) {
      return false;
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public boolean isRemote() {
    return true;
  }

  /// Closes the connection. Idempotent. Any thread.
  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      lock.notifyAll();
    }
    try {
      out.close();
      in.close();
    } catch (IOException alreadyClosed) {
      return;
    } finally {
      ended.complete(null);
    }
  }
}

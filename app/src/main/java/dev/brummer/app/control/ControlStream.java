package dev.brummer.app.control;

import dev.brummer.engine.socket.UnixConnection;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// A connection of the control channel that carries raw bytes.
///
/// One thread may read while another writes. Reads block and are for platform threads; a virtual
/// thread that waits for a slow reader of what it writes does not hold its carrier. Closing the
/// stream ends both.
public final class ControlStream implements AutoCloseable {
  private final UnixConnection channel;
  private final ByteBuffer received;
  private final InputStream input = new Input();
  private final OutputStream output = new Output();
  private final Acceptance acceptance;
  private boolean accepted;

  /// Sends the response that ends the control channel.
  @FunctionalInterface
  interface Acceptance {
    void send(@Nullable Object result) throws IOException;
  }

  /// @param received bytes that have been read from the channel already
  ControlStream(UnixConnection channel, ByteBuffer received, Acceptance acceptance) {
    this.channel = channel;
    this.received = received;
    this.acceptance = acceptance;
  }

  /// Sends the response to the request. The bytes of the connection are the caller's from now on.
  /// Server only, once.
  ///
  /// @param result anything that Jackson writes
  public void accept(@Nullable Object result) throws IOException {
    if (accepted) {
      throw new IllegalStateException("the stream has been accepted already");
    }
    accepted = true;
    acceptance.send(result);
  }

  boolean isAccepted() {
    return accepted;
  }

  /// The bytes that follow the request or the response.
  public InputStream input() {
    return input;
  }

  /// Writes every array at once; not buffered.
  public OutputStream output() {
    return output;
  }

  /// The socket. Bytes that were read already are available from [#input] only.
  public UnixConnection channel() {
    return channel;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private final class Input extends InputStream {
    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (!received.hasRemaining() || length == 0) {
        return length == 0 ? 0 : channel.read(ByteBuffer.wrap(bytes, offset, length));
      }
      int count = Math.min(length, received.remaining());
      received.get(bytes, offset, count);
      return count;
    }

    @Override
    public int available() {
      return received.remaining();
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  private final class Output extends OutputStream {
    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      channel.write(ByteBuffer.wrap(bytes, offset, length));
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}

package dev.brummer.tui.terminal;

import com.googlecode.lanterna.input.InputDecoder;
import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.input.KeyType;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Decodes the bytes of a terminal's input to events.
///
/// Either pulls from a stream ([#read]) or is fed ([#feed], [#next]). Fed bytes may be split
/// anywhere; a control sequence must be whole before [#next] is called for the last time, because
/// no timeout tells a lone ESC from the begin of a sequence. Confined to one thread.
public final class EventDecoder {
  private final InputDecoder decoder;

  /// Characters that have not been decoded yet.
  private final FedCharacters fed;

  private EventDecoder(@Nullable EscapeTimeoutStream in) {
    this.fed = new FedCharacters(in);
    this.decoder = new InputDecoder(fed);
    decoder.addProfile(() -> List.of(new InputSequenceDecoder()));
    decoder.setTimeoutUnits(0);
  }

  /// A decoder that pulls from a stream and terminates incomplete sequences by a timeout.
  static EventDecoder of(EscapeTimeoutStream in) {
    return new EventDecoder(in);
  }

  /// A decoder that is fed.
  public static EventDecoder fed() {
    return new EventDecoder(null);
  }

  /// Blocks until the next event of the stream.
  InputEvent read() throws IOException {
    return eventOf(decoder.getNextCharacter(true));
  }

  /// Adds input.
  public void feed(byte[] bytes, int from, int count) {
    fed.add(bytes, from, count);
  }

  /// The next complete event of the fed input, null if there is none.
  public @Nullable InputEvent next() {
    try {
      KeyStroke stroke = null;
      do {
        stroke = decoder.getNextCharacter(false);
      } while (stroke == null && fed.ready());
      return stroke == null ? null : eventOf(stroke);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static InputEvent eventOf(@Nullable KeyStroke stroke) {
    if (stroke instanceof InputSequenceDecoder.Decoded decoded) {
      return decoded.event();
    }
    return stroke != null && stroke.getKeyType() == KeyType.EOF
        ? new InputEvent.EndOfInput()
        : new InputEvent.Ignored();
  }

  /// Characters of fed bytes, or of a stream from which it takes no byte beyond the character that
  /// is read. Keeps the bytes of a split UTF-8 character for the next part.
  private static final class FedCharacters extends Reader {
    private final CharsetDecoder utf8 =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);

    private ByteBuffer rest = ByteBuffer.allocate(0);
    private CharBuffer characters = CharBuffer.allocate(0);
    private final @Nullable EscapeTimeoutStream stream;

    FedCharacters(@Nullable EscapeTimeoutStream stream) {
      this.stream = stream;
    }

    void add(byte[] bytes, int from, int count) {
      ByteBuffer all = ByteBuffer.allocate(rest.remaining() + count);
      all.put(rest).put(bytes, from, count).flip();
      CharBuffer decoded = CharBuffer.allocate(characters.remaining() + all.remaining() + 1);
      decoded.put(characters);
      utf8.decode(all, decoded, false);
      characters = decoded.flip();
      rest = all;
    }

    @Override
    public boolean ready() throws IOException {
      return characters.hasRemaining() || stream != null && stream.available() > 0;
    }

    @Override
    public int read(char[] buffer, int offset, int count) throws IOException {
      while (!characters.hasRemaining() && stream != null) {
        int b = stream.read();
        if (b < 0) {
          return -1;
        }
        add(new byte[] {(byte) b}, 0, 1);
      }
      int copied = Math.min(count, characters.remaining());
      characters.get(buffer, offset, copied);
      return copied == 0 && count > 0 ? -1 : copied;
    }

    @Override
    public void close() {}
  }
}

package dev.brummer.tui.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.brummer.tui.key.Key;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Input that arrives in frames.
final class EventDecoderTest {
  private static final String TYPED = "aü✔\033[A\033[<0;5;7M\033[200~two\nlines\033[201~\033[1;5C";

  @Test
  void input_inAnyTwoParts_decodesTheSame() {
    byte[] bytes = TYPED.getBytes(StandardCharsets.UTF_8);
    List<InputEvent> whole = decode(bytes, bytes.length);
    assertEquals(7, whole.size(), whole.toString());
    for (int split = 1; split < bytes.length; split++) {
      assertEquals(whole, decode(bytes, split), "split at " + split);
    }
  }

  @Test
  void escape_aloneInAFrame_isAKeyAtOnce() {
    EventDecoder decoder = EventDecoder.fed();
    decoder.feed(new byte[] {0x1b}, 0, 1);
    assertEquals(new InputEvent.KeyPressed(Key.of("Esc")), decoder.next());
  }

  private static List<InputEvent> decode(byte[] bytes, int split) {
    EventDecoder decoder = EventDecoder.fed();
    List<InputEvent> events = new ArrayList<>();
    decoder.feed(bytes, 0, split);
    decoder.feed(bytes, split, bytes.length - split);
    drain(decoder, events);
    return events;
  }

  private static void drain(EventDecoder decoder, List<InputEvent> events) {
    for (InputEvent next = decoder.next(); next != null; next = decoder.next()) {
      events.add(next);
    }
  }
}

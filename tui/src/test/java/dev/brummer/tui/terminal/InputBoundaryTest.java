package dev.brummer.tui.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Inputs separated by `|` are found again in the bytes of all of them.
class InputBoundaryTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "D|l|s|\n",
        "é|€|😀|D",
        "\033[A|\033[1;5C|\033OP|\033[15~|D",
        "\033[<0;12;7M|\033[<0;12;7m|x",
        "\033[?997;1n|\033[0n|\033[?62;22c|x",
        "\033]11;rgb:0000/1111/2222\007|\033]4;1;rgb:ff/ff/ff\033\\|x",
        "\033[200~two\nlines \033[A D\033[201~|D|l",
        "\033x|\033é|D",
        "\033[[A|D",
        "\033[1;\033[B|D"
      })
  void eachInputEndsWhereTheNextBegins(String separated) {
    List<String> expected = List.of(separated.split("\\|"));
    assertEquals(expected, split(String.join("", expected)));
  }

  private static List<String> split(String typed) {
    InputBoundary boundary = new InputBoundary();
    List<String> found = new ArrayList<>();
    ByteArrayOutputStream current = new ByteArrayOutputStream();
    for (byte b : typed.getBytes(UTF_8)) {
      current.write(b);
      if (boundary.add(b)) {
        found.add(current.toString(UTF_8));
        current.reset();
      }
    }
    return found;
  }
}

package dev.brummer.app.e2e;

import java.util.List;
import java.util.Random;

/// Texts that attack a terminal or its reader. Every text is one line without NUL, slash and
/// quotes, so that it fits into names, commands, comments, values and paths.
final class HostileTexts {
  private static final List<String> ATTACKS =
      List.of(
          "\033]52;c;ZXZpbA==\007",
          "\033]52;c;ZXZpbA==\033\\",
          "\u009d52;c;ZXZpbA==\u009c",
          "\033]0;title\007",
          "\033]2;title\033\\",
          "\033]7;file:x\007",
          "\033]9;note\007",
          "\033]777;notify;a;b\007",
          "\033]1337;SetMark\007",
          "\033]8;;javascript:alert(1)\033\\click\033]8;;\033\\",
          "\033]8;;data:text,x\007click\033]8;;\007",
          "\033]8;;vscode:x\033\\click",
          "\033]8;id=1;https:x\033\\click",
          "\033]10;?\007",
          "\033]11;?\033\\",
          "\033]4;1;rgb:ff\007",
          "\033[2J",
          "\033[H\033[J",
          "\033[3J",
          "\033[6n",
          "\033[c",
          "\033[>c",
          "\033[21t",
          "\033[?1049h",
          "\033[?1003h",
          "\033[?25l",
          "\033[?2004h",
          "\033[>4;2m",
          "\033[?5h",
          "\033[1A\033[2K",
          "\033[5i",
          "\033[20h",
          "\033[!p",
          "\033[1;5r",
          "\033[999D",
          "\033P1$r0m\033\\",
          "\033P+q544e\033\\",
          "\033_Gf=24;AAAA\033\\",
          "\033^pm\033\\",
          "\033Xsos\033\\",
          "\033c",
          "\0337\0338",
          "\033(0lqk",
          "\033#8",
          "\033%@",
          "\033>",
          "\033",
          "\033[",
          "\033]",
          "\033[31",
          "\033]8;;http:",
          "\016shift\017",
          "\007",
          "\b\b\bover",
          "\rover",
          "\013\014",
          "\005",
          "\177",
          "\u009b2J",
          "\u0090q\u009c",
          "\u0085next",
          "\u0080\u009f",
          "\u202egnp.exe",
          "\u202dltr\u202c",
          "\u202a\u202b",
          "\u2066\u2067\u2068\u2069",
          "\u200e\u200f\u061c",
          "\udb40\udc41\udb40\udc42\udb40\udc7f",
          "\udb40\udc01",
          "\udb40\udd01",
          "\u200b\u2060\ufeff",
          "de\u200dv",
          "de\u200cv",
          "\u2061\u2064\u206a\u206f",
          "\u2028\u2029",
          "\u3164\uffa0\u115f\u1160",
          "\u00ad\u034f\u180e",
          "\ufff9a\ufffab\ufffb",
          "\ufffe\uffff",
          "\033[31mred",
          "\033[8mhidden",
          "\033[38;2;0;0;0mblack");

  private final Random random;

  HostileTexts(long seed) {
    this.random = new Random(seed);
  }

  /// A text with one to three attacks, one of them sometimes cut off or spoiled.
  String next() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(3); i >= 0; i--) {
      text.append(ATTACKS.get(random.nextInt(ATTACKS.size())));
      text.append(random.nextInt(3) == 0 ? "x" : "");
    }
    if (random.nextInt(4) == 0) {
      text.setLength(Math.max(1, random.nextInt(text.length() + 1)));
    }
    if (random.nextInt(40) == 0) {
      text.append("y".repeat(20_000));
    }
    String shown = text.toString();
    return Character.isHighSurrogate(shown.charAt(shown.length() - 1)) ? shown + "\udc41" : shown;
  }

  /// Bytes of a line of output: an attack, sometimes with eight-bit controls and broken UTF-8.
  byte[] nextLine() {
    byte[] line = (next() + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8);
    for (int i = random.nextInt(4); i > 0; i--) {
      line[random.nextInt(line.length - 1)] = (byte) (0x80 + random.nextInt(0x80));
    }
    return line;
  }

  int nextInt(int bound) {
    return random.nextInt(bound);
  }
}

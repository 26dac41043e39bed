package dev.brummer.engine.process.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressInUseParserTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Error: listen EADDRINUSE: address already in use :::3000",
        "Error: listen EADDRINUSE: address already in use 127.0.0.1:3000",
        "Error: Port 3000 is already in use",
        " ⨯ Failed to start server\nError: listen EADDRINUSE: address already in use :::3000",
        "2026/11/23 10:00:00 listen tcp :3000: bind: address already in use",
        "11:12:13 ERROR listen tcp :3000: bind: address already in use",
        "listen tcp 127.0.0.1:3000: bind: address already in use",
        "ERROR:    [Errno 98] error while attempting to bind on address ('127.0.0.1', 3000): address already in use",
        "Address already in use\nPort 3000 is in use by another program. Either identify and stop that program, or start the server with a different port.",
        "Address already in use - bind(2) for \"127.0.0.1\" port 3000 (Errno::EADDRINUSE)",
        "Web server failed to start. Port 3000 was already in use.",
        "nginx: [emerg] bind() to 0.0.0.0:3000 failed (98: Address already in use)",
        "Error: listen EADDRINUSE\n  code: 'EADDRINUSE',\n  errno: -98,\n  syscall: 'listen',\n  address: '::',\n  port: 3000\n}",
        "Something is already running on port 3000: EADDRINUSE",
      })
  void complaint_namesThePort(String text) {
    assertEquals(
        3000, AddressInUseParser.parsePort(Arrays.asList(text.split("\n")), Map.of(), List.of()));
  }

  @Test
  void complaintWithoutANumber_takesThePortOfTheEnvironment() {
    List<String> lines = List.of("OSError: [Errno 98] Address already in use");
    assertEquals(8000, AddressInUseParser.parsePort(lines, Map.of("PORT", "8000"), List.of()));
    assertEquals(0, AddressInUseParser.parsePort(lines, Map.of(), List.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "python3 -m http.server 3000",
        "uvicorn --workers 4 --port 3000 app:main",
        "ng serve --port=3000",
        "php -S 127.0.0.1:3000",
        "rails s -p 3000",
      })
  void complaintWithoutANumber_takesThePortOfTheCommand(String command) {
    List<String> lines = List.of("OSError: [Errno 98] Address already in use");
    assertEquals(3000, AddressInUseParser.parsePort(lines, Map.of(), List.of("sh", "-c", command)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Error: connect ECONNREFUSED 127.0.0.1:3000",
        "listening on port 3000",
        "the name is already in use: 3000",
        "",
      })
  void otherLines_areNoComplaint(String text) {
    assertEquals(0, AddressInUseParser.parsePort(List.of(text), Map.of("PORT", "3000"), List.of()));
  }
}

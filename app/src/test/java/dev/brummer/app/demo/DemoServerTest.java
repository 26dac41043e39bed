package dev.brummer.app.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DemoServerTest {
  @ParameterizedTest
  @ValueSource(strings = {"DemoWeb", "DemoApi"})
  void server_isFoundByItsName(String name) {
    assertEquals(name, DemoServer.load(name).getClass().getSimpleName());
  }

  @Test
  void missingServer_isAnIncompleteInstallation() {
    assertThrows(LinkageError.class, () -> DemoServer.load("None"));
  }
}

package dev.brummer.app.operation.vite;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RequestedModulesTest {
  private final RequestedModules modules = new RequestedModules();

  @Test
  void module_isRequestedOncePerVersionAndProcess() {
    assertTrue(modules.claim(1, "/src/a.js", "1 100"));
    assertFalse(modules.claim(1, "/src/a.js", "1 100"));
    assertTrue(modules.claim(2, "/src/a.js", "1 100"));
    assertTrue(modules.claim(1, "/src/a.js", "1 200"));
    assertFalse(modules.claim(1, "/src/a.js", "1 100"));
  }

  @Test
  void releasedModule_isRequestedAgain() {
    assertTrue(modules.claim(1, "/src/a.js", "1 100"));
    modules.release(1, "/src/a.js", "1 100");
    assertTrue(modules.claim(1, "/src/a.js", "1 100"));
  }

  @Test
  void consequencesOfARequest_areAwaitedForAShortTime() {
    assertFalse(modules.isHeld(1_000));
    modules.served(1_000);
    assertTrue(modules.isHeld(1_599));
    assertFalse(modules.isHeld(1_600));
  }
}

package dev.brummer.app.operation.vite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ModuleSourceTest {
  @Test
  void malformedSourceMap_namesNoSource() {
    String prefix = "a\n//# sourceMappingURL=data:application/json;base64,";
    assertEquals(List.of(), ModuleSource.of("a"));
    assertEquals(List.of(), ModuleSource.of(prefix));
    assertEquals(List.of(), ModuleSource.of(prefix + "!!"));
    assertEquals(List.of(), ModuleSource.of(prefix + "eyJzb3VyY2Vz"));
  }
}

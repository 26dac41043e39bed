package dev.brummer.engine.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProcessGroupsTest {
  private static final List<String> GROUPS = List.of("web", "@acme/lib", "", "web");

  @ParameterizedTest
  @CsvSource({
    "web, 2",
    "@web, 2",
    "@@web, 2",
    "@acme/lib, 1",
    "@@acme/lib, 1",
    "acme/lib, 0",
    "'', 0",
    "@, 0"
  })
  void members_ofANameWithOrWithoutItsMark(String name, int count) {
    assertEquals(count, ProcessGroups.members(GROUPS, it -> it, name).size());
  }
}

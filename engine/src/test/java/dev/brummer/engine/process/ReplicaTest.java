package dev.brummer.engine.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ReplicaTest {
  private static ProcessSpecBuilder web(Map<String, String> environment) {
    return ProcessSpec.builder("web", List.of("serve"), Path.of("/")).environment(environment);
  }

  private static ProcessSpec third(ProcessSpec first) {
    return new Replica("web", 2, 3).of(first);
  }

  @Test
  void member_hasItsNameAndIndexInTheEnvironment() {
    ProcessSpec member = third(web(Map.of("MODE", "dev")).build());

    assertEquals("web-2", member.name());
    assertEquals(new Replica("web", 2, 3), member.replica());
    assertEquals(
        Map.of("MODE", "dev", "PC_PROC_NAME", "web-2", "PC_REPLICA_NUM", "2"),
        member.environment());
  }

  @Test
  void port_isCountedUp_whereverTheDefinitionNamesIt() {
    ProcessSpec member =
        third(
            web(Map.of("PORT", "3000"))
                .readiness(new ReadinessProbe.Http(URI.create("http://localhost:3000/health:3000")))
                .web(new WebPolicy(URI.create("http://localhost:3000/"), true))
                .build());

    assertEquals("3002", member.environment().get("PORT"));
    assertEquals(
        new ReadinessProbe.Http(URI.create("http://localhost:3002/health:3000")),
        member.readiness());
    assertEquals(URI.create("http://localhost:3002/"), member.web().url());
  }

  @Test
  void otherPorts_stay() {
    ProcessSpec first =
        web(Map.of("PORT", "3000")).readiness(new ReadinessProbe.Port(9000)).build();

    assertEquals(new ReadinessProbe.Port(9000), third(first).readiness());
    assertEquals("auto", third(web(Map.of("PORT", "auto")).build()).environment().get("PORT"));
    assertEquals("65534", third(web(Map.of("PORT", "65534")).build()).environment().get("PORT"));
  }

  @Test
  void memberOfAMember_countsFromTheFirst() {
    ProcessSpec zero = new Replica("web", 0, 1).of(web(Map.of("PORT", "3000")).build());

    assertEquals("3002", third(zero).environment().get("PORT"));
  }
}

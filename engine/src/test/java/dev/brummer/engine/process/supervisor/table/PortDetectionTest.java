package dev.brummer.engine.process.supervisor.table;

import static dev.brummer.engine.process.supervisor.table.ProcessTableFixture.spec;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.process.PortIdentity;
import dev.brummer.engine.process.PortProtocol;
import dev.brummer.engine.process.WebPolicy;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/// URLs of servers that print none.
final class PortDetectionTest {
  private final ProcessTableFixture fixture = new ProcessTableFixture();

  private void running(WebPolicy web) {
    fixture.register(spec("web").toBuilder().web(web).build());
    fixture.start("web");
    fixture.spawned("web");
  }

  private List<ProcessEffect.AwaitPort> awaited() {
    return fixture.last(ProcessEffect.AwaitPort.class);
  }

  private List<ProcessEffect.IdentifyPort> asked() {
    return fixture.last(ProcessEffect.IdentifyPort.class);
  }

  private void due(int port) {
    fixture.step(new ProcessCommand.PortDue(1, 1, port));
  }

  private void identified(int port, PortProtocol protocol) {
    fixture.step(
        new ProcessCommand.PortIdentified(1, 1, port, new PortIdentity(protocol, "localhost")));
  }

  @Test
  void serverOnAnotherAddress_isOfferedThere() {
    running(WebPolicy.DETECTED);
    fixture.ports("web", 3000);
    fixture.step(
        new ProcessCommand.PortIdentified(
            1, 1, 3000, new PortIdentity(PortProtocol.HTTP, "192.168.1.5")));
    assertEquals(List.of("http://192.168.1.5:3000"), found());
  }

  private List<String> found() {
    return fixture.lastEvents(Event.UrlDetected.class).stream()
        .map(Event.UrlDetected::url)
        .toList();
  }

  private List<String> expired() {
    return fixture.lastEvents(Event.UrlExpired.class).stream().map(Event.UrlExpired::url).toList();
  }

  @Test
  void silentServer_isAskedOnce_andOffered() {
    running(WebPolicy.DETECTED);
    fixture.ports("web", 3000);
    assertEquals(List.of(new ProcessEffect.AwaitPort(1, 1, 3000, 1_000)), awaited());
    due(3000);
    assertEquals(List.of(new ProcessEffect.IdentifyPort(1, 1, 3000)), asked());
    identified(3000, PortProtocol.HTTP);
    Event.UrlDetected found = fixture.lastEvents(Event.UrlDetected.class).getFirst();
    assertEquals("http://localhost:3000", found.url());
    assertEquals("found by its port", found.label());
    assertTrue(found.proxied());
    fixture.ports("web");
    fixture.ports("web", 3000);
    assertEquals(List.of(), awaited());
  }

  @Test
  void protocols_haveTheirUrl_orNone() {
    running(WebPolicy.DETECTED);
    fixture.ports("web", 3000, 3001, 3002, 3003, 3004);
    identified(3000, PortProtocol.HTTPS);
    assertEquals(List.of("https://localhost:3000"), found());
    identified(3001, PortProtocol.HTTP2_CLEARTEXT);
    assertEquals(List.of("http://localhost:3001"), found());
    assertFalse(fixture.lastEvents(Event.UrlDetected.class).getFirst().proxied());
    identified(3002, PortProtocol.OTHER);
    assertEquals(List.of(), found());
    identified(3003, PortProtocol.UNKNOWN);
    assertEquals(List.of(), found());
  }

  @Test
  void serverThatPrintsItsUrl_isNotAsked() {
    running(WebPolicy.DETECTED);
    fixture.ports("web", 3000);
    fixture.step(new ProcessCommand.UrlPrinted(1, "http://localhost:3000/app"));
    due(3000);
    assertEquals(List.of(), asked());
  }

  @Test
  void portThatIsClosedMeanwhile_isNotAsked_andAskedWhenItIsBack() {
    running(WebPolicy.DETECTED);
    fixture.ports("web", 3000);
    fixture.ports("web");
    due(3000);
    assertEquals(List.of(), asked());
    fixture.ports("web", 3000);
    due(3000);
    assertEquals(1, asked().size());
  }

  @Test
  void portWithoutAResponse_isAskedAgainOnlyWhenItIsOpenedAgain() {
    running(WebPolicy.DETECTED);
    fixture.ports("web", 3000);
    due(3000);
    identified(3000, PortProtocol.UNKNOWN);
    fixture.ports("web", 3000, 3001);
    assertEquals(List.of(3001), awaited().stream().map(ProcessEffect.AwaitPort::port).toList());
    fixture.ports("web");
    fixture.ports("web", 3000);
    assertEquals(1, awaited().size());
  }

  @Test
  void urlPrintedLater_replacesTheFoundOne() {
    running(WebPolicy.DETECTED);
    fixture.ports("web", 3000);
    identified(3000, PortProtocol.HTTP);
    fixture.step(new ProcessCommand.UrlPrinted(1, "http://localhost:3000"));
    assertEquals(List.of(), expired());
    fixture.step(new ProcessCommand.UrlPrinted(1, "http://localhost:3000/app"));
    assertEquals(List.of("http://localhost:3000"), expired());
  }

  @Test
  void foundUrl_expiresWithTheProcess() {
    running(WebPolicy.DETECTED);
    fixture.ports("web", 3000);
    identified(3000, PortProtocol.HTTP);
    fixture.exits("web", 1);
    assertEquals(List.of("http://localhost:3000"), expired());
  }

  @Test
  void manyPorts_areNotAllAsked() {
    running(WebPolicy.DETECTED);
    int asked = 0;
    for (int port = 10_000; port < 10_100; port++) {
      fixture.ports("web", port);
      due(port);
      asked += asked().size();
    }
    assertEquals(16, asked);
  }

  @Test
  void processWithoutAProxy_isNotAsked() {
    running(new WebPolicy(null, false));
    fixture.ports("web", 3000);
    assertEquals(List.of(), awaited());
  }

  @Test
  void declaredUrl_isOfferedOnceReady_andPortsAreNotAsked() {
    running(new WebPolicy(URI.create("http://localhost:3000/admin"), true));
    assertEquals(List.of(), found());
    fixture.ports("web", 3000, 9000);
    assertEquals(List.of(), awaited());
    assertEquals(List.of("http://localhost:3000/admin"), found());
    fixture.step(new ProcessCommand.UrlPrinted(1, "http://localhost:3000"));
    assertEquals(List.of(), expired());
    fixture.exits("web", 0);
    assertEquals(List.of("http://localhost:3000/admin"), expired());
  }

  @Test
  void declaredUrl_ofAContainer_isProbed_andKeepsItsProxySetting() {
    running(new WebPolicy(URI.create("http://localhost:3000"), false));
    assertEquals(
        List.of(new ProcessEffect.ProbeUrl(1, 1, "http://localhost:3000")),
        fixture.last(ProcessEffect.ProbeUrl.class));
    fixture.step(new ProcessCommand.ReadinessObserved(1, 1, "accepts connections"));
    assertFalse(fixture.lastEvents(Event.UrlDetected.class).getFirst().proxied());
  }
}

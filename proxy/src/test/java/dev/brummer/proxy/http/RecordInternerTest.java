package dev.brummer.proxy.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.brummer.proxy.history.PackedHeaders;
import dev.brummer.proxy.http.message.HeaderFields;
import org.junit.jupiter.api.Test;

class RecordInternerTest {
  private final RecordInterner interner = new RecordInterner();

  private static HeaderFields headers(String name, String value) {
    HeaderFields fields = new HeaderFields();
    fields.add(name, value);
    return fields;
  }

  @Test
  void pack_equalHeaders_sameCopy() {
    PackedHeaders first = interner.packRequest(headers("Accept", "text/html"));
    PackedHeaders longer = interner.packRequest(headers("Accept", "text/html;q=0.9"));
    assertSame(first, interner.packRequest(headers("Accept", "text/html")));
    assertNotSame(first, longer);
  }

  @Test
  void pack_otherHeadersOfTheSameLength_ownCopy() {
    PackedHeaders first = interner.packRequest(headers("Cookie", "a=1"));
    PackedHeaders second = interner.packRequest(headers("Cookie", "a=2"));
    assertNotSame(first, second);
    assertSame(second, interner.packRequest(headers("Cookie", "a=2")));
  }

  @Test
  void intern_equalText_firstInstance() {
    String host = new String("localhost:20888");
    assertSame(host, interner.intern(host));
    assertSame(host, interner.intern(new String("localhost:20888")));
    assertEquals("localhost:20889", interner.intern("localhost:20889"));
  }

  @Test
  void intern_longText_notKept() {
    String target = "/" + "a".repeat(300);
    interner.intern(target);
    String other = new String(target);
    assertSame(other, interner.intern(other));
  }
}

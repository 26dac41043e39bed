package dev.brummer.app.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.brummer.app.mcp.protocol.JsonCodec;
import dev.brummer.app.mcp.protocol.Tool;
import dev.brummer.app.operation.render.ResultJson;
import dev.brummer.app.operation.result.OpenResult;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The schemas of the tools, checked by another implementation of JSON Schema.
class ToolSchemaTest {
  private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private final Schema dialect = registry.getSchema(SchemaLocation.of(DIALECT));
  private final List<Tool> tools =
      ProjectServer.definition(
              "1",
              () -> {
                throw new IllegalStateException("no project");
              },
              (_, _) -> List.of())
          .tools();

  @Test
  void everySchema_isValid() {
    for (Tool tool : tools) {
      assertEquals(List.of(), problems(dialect, tool.inputSchema()), tool.name());
      ObjectNode output = tool.outputSchema();
      if (output != null) {
        assertEquals(List.of(), problems(dialect, output), tool.name());
      }
    }
  }

  @Test
  void structuredResult_isValid_andAnotherOneIsNot() {
    List<Tool> structured = tools.stream().filter(tool -> tool.outputSchema() != null).toList();
    assertEquals(List.of("browser_open"), structured.stream().map(Tool::name).toList());
    ObjectNode output = structured.getFirst().outputSchema();
    Schema schema = registry.getSchema(String.valueOf(output), InputFormat.JSON);
    ObjectNode result = ResultJson.tree(new OpenResult("web", "http://localhost:3000", true));

    assertEquals(List.of(), problems(schema, result));
    assertFalse(problems(schema, result.put("opened", "yes")).isEmpty());
    result.remove("url");
    assertFalse(problems(schema, result).isEmpty());
  }

  private static List<String> problems(Schema schema, ObjectNode json) {
    return schema.validate(JsonCodec.writeText(json), InputFormat.JSON).stream()
        .map(Error::toString)
        .toList();
  }
}

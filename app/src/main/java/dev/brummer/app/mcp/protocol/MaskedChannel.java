package dev.brummer.app.mcp.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Passes every text of outgoing messages through one function: errors quote what the client has
/// sent, which may be a secret it has read elsewhere. Values by which a client finds its request
/// stay as they are. Nodes without a secret are not written, since messages share schemas.
record MaskedChannel(ResponseChannel target, UnaryOperator<String> mask)
    implements ResponseChannel {
  private static final Set<String> CORRELATIONS =
      Set.of("id", "progressToken", "io.modelcontextprotocol/subscriptionId");

  @Override
  public void notify(ObjectNode notification) {
    maskFields(notification);
    target.notify(notification);
  }

  @Override
  public void respond(ObjectNode response, int httpStatus) {
    maskFields(response);
    target.respond(response, httpStatus);
  }

  @Override
  public void abandon() {
    target.abandon();
  }

  private void maskFields(ObjectNode object) {
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      JsonNode value = field.getValue();
      JsonNode masked = CORRELATIONS.contains(field.getKey()) ? value : masked(value);
      field.setValue(masked);
    }
  }

  private JsonNode masked(JsonNode value) {
    if (value instanceof TextNode text) {
      String masked = mask.apply(text.textValue());
      return masked.equals(text.textValue()) ? value : TextNode.valueOf(masked);
    }
    if (value instanceof ObjectNode object) {
      maskFields(object);
    } else if (value instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, masked(array.get(i)));
      }
    }
    return value;
  }
}

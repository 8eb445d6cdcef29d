package io.paywatt.simulator.demo;

import static io.paywatt.simulator.demo.Scene.require;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import com.fasterxml.jackson.databind.JsonNode;

/** After all that: nothing failed unseen, and the books are right. */
final class BooksChapter {
  private final Scene scene;
  private final HubProcess hub;
  private final Instant began;

  /** @param began items on the desk from before then are of earlier runs */
  BooksChapter(Scene scene, HubProcess hub, Instant began) {
    this.scene = scene;
    this.hub = hub;
    this.began = began;
  }

  void tell(Story story) throws StepFailed {
    story.step("the desk of failed messages", this::desk);
    story.step("the books", this::books);
    story.step("paywatt check", this::check);
  }

  private String desk() throws Exception {
    List<String> items = new ArrayList<>();
    for (JsonNode item : scene.api().get("/api/v1/failed?limit=100").path("items")) {
      if (!Instant.parse(item.path("failedAt").asText()).isBefore(began)) {
        items.add(item.path("route").asText() + ": " + item.path("error").asText());
      }
    }
    // the other amount, and the Standard Webhooks payment told again with another one
    require(items.size() == 2 && items.stream().allMatch(item -> item.startsWith("payment-accept")),
        items.size() + " items, expected 2 of payment-accept: " + items);
    return "2 payments for a person to look at, nothing else failed";
  }

  private String books() throws Exception {
    JsonNode books = scene.api().get("/api/v1/books");
    require(books.path("ok").asBoolean(), "problems: " + books.path("problems"));
    return "trial balance zero, every balance equals its postings";
  }

  private String check() throws Exception {
    int status = hub.run("check");
    require(status == 0, "it ended with status " + status + "; see demo-check.log beside the hub's log");
    return "all is well";
  }
}

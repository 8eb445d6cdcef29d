package io.paywatt.console.imports;

import java.util.List;
import java.util.regex.Pattern;
import io.paywatt.console.http.Api;
import io.paywatt.console.http.Body;
import io.paywatt.console.http.Fault;
import io.paywatt.console.http.Problem;
import io.paywatt.console.http.ProblemException;
import io.paywatt.console.http.Reply;
import io.paywatt.console.http.Request;
import io.paywatt.ledger.account.AccountImport;
import io.paywatt.ledger.account.ImportRejected;

/** Accounts, meters and opening balances as one CSV file: all of it or nothing. */
public final class ImportEndpoints {
  private static final String UNNAMED = "import.csv";
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}._ ()-]{1,120}");

  private final AccountImport imports;

  public ImportEndpoints(AccountImport imports) {
    this.imports = imports;
  }

  /** Puts the paths on the API. */
  public void mount(Api api) {
    api.path("/api/v1/imports").post(Body.CSV, this::run, "file");
  }

  private Reply run(Request request) {
    String file = request.query().text("file");
    if (file != null && !NAME.matcher(file).matches()) {
      throw request.query().notAllowed("file", "a file name without folders, 1 to 120 letters, digits, . _ - ( )");
    }
    String name = file == null ? UNNAMED : file;
    try {
      return Reply.json(201, imports.importCsv(name, request.body(), request.actor()));
    } catch (ImportRejected e) {
      throw refusal(name, e);
    }
  }

  private static ProblemException refusal(String name, ImportRejected e) {
    var line = Pattern.compile(Pattern.quote(name) + ":(\\d+): (.*)", Pattern.DOTALL);
    List<Fault> faults = e.problems().stream().map(problem -> {
      var found = line.matcher(problem);
      return found.matches() ? Fault.ofLine(Integer.parseInt(found.group(1)), found.group(2))
          : new Fault(null, null, null, null, problem);
    }).toList();
    return Problem.of(422, e.getMessage()).withErrors(faults).asException();
  }
}

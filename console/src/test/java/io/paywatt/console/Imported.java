package io.paywatt.console;

import java.net.http.HttpResponse;

import static org.assertj.core.api.Assertions.assertThat;

/** Accounts that tests work on, brought in as a customer does. */
final class Imported {
  static final String HEADER =
      "site,room,account,holder,phone,locale,meter,make,tariff,opening_balance,register_wh,multiplier\n";
  static final String TWO_ACCOUNTS = HEADER
      + "明德公寓,3-301,A-0301,王小明,13800138123,zh-CN,142400000301,native,flat,50.00,1234000,1\n"
      + "明德公寓,3-302,A-0302,<b>Ann & Co</b>,,en,142400000302,native,flat,0,0,1\n"
      + "明德公寓,3-302,A-0302,<b>Ann & Co</b>,,en,142400000303,native,flat,,0,40\n";

  private Imported() {}

  static void twoAccounts(TestHub hub) {
    HttpResponse<String> response = hub.client.post("/api/v1/imports?file=rooms.csv", "text/csv", TWO_ACCOUNTS);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
  }
}

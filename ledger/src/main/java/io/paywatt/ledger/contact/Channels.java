package io.paywatt.ledger.contact;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import io.paywatt.ledger.Rejected;

/**
 * Channels and what an address looks like there. A channel is known by its kamelet, so further ones may come; their addresses
 * are any text.
 */
public final class Channels {
  public static final String SMS = "sms";
  public static final String EMAIL = "email";
  public static final String WECHAT_MINI = "wechat-mini";
  public static final String WECHAT_MP = "wechat-mp";
  public static final String FCM = "fcm";
  public static final String WEB_PUSH = "web-push";

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,31}");
  private static final int LONGEST = 1024;
  private static final Form OPENID = new Form("[A-Za-z0-9_-]{20,64}", "an openid: 20 to 64 letters, digits, dashes, underscores");
  private static final Form ANY = new Form("[^\\p{Cntrl}]{1,1024}", "1 to 1024 characters on one line");
  private static final Map<String, Form> FORMS = new TreeMap<>(Map.of(
      SMS, new Form("\\+?[0-9]{5,20}", "5 to 20 digits, + in front of a country code"),
      EMAIL, new Form("[^\\s@<>,;:\"]{1,64}@[A-Za-z0-9.-]{1,190}", "a mailbox such as li.lei@example.com"),
      WECHAT_MINI, OPENID,
      WECHAT_MP, OPENID,
      FCM, new Form("[A-Za-z0-9_:.-]{20,1000}", "a registration token of 20 to 1000 letters, digits and _:.-"),
      WEB_PUSH, new Form("\\{[^\\p{Cntrl}]{50,1022}\\}", "the browser's subscription as JSON with endpoint and keys, on one line")));

  private record Form(Pattern pattern, String allowed) {
    Form(String pattern, String allowed) {
      this(Pattern.compile(pattern), allowed);
    }
  }

  private Channels() {}

  /** @throws Rejected 400 naming what does not fit and what is allowed; the address itself is not repeated */
  public static void check(Contact contact) {
    if (contact.channel() == null || !NAME.matcher(contact.channel()).matches()) {
      throw new Rejected(400, "channel is '" + contact.channel() + "', allowed are " + String.join(", ", FORMS.keySet())
          + ", or another one there is a kamelet for: 1 to 32 letters, digits and dashes");
    }
    Form form = FORMS.getOrDefault(contact.channel(), ANY);
    String address = contact.address();
    if (address == null || address.length() > LONGEST || !form.pattern().matcher(address).matches()) {
      throw new Rejected(400, "address of channel " + contact.channel() + " does not fit, allowed is " + form.allowed());
    }
    if (contact.locale() != null && !contact.locale().matches("[A-Za-z0-9-]{2,16}")) {
      throw new Rejected(400, "locale is '" + contact.locale() + "', allowed is a language tag such as zh-CN or en");
    }
  }
}

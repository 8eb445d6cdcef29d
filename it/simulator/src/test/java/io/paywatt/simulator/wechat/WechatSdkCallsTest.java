package io.paywatt.simulator.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import com.wechat.pay.java.core.Config;
import com.wechat.pay.java.core.exception.ServiceException;
import com.wechat.pay.java.core.http.HttpClient;
import com.wechat.pay.java.service.billdownload.BillDownloadServiceExtension;
import com.wechat.pay.java.service.billdownload.DigestBillEntity;
import com.wechat.pay.java.service.billdownload.model.AccountType;
import com.wechat.pay.java.service.billdownload.model.BillType;
import com.wechat.pay.java.service.billdownload.model.GetFundFlowBillRequest;
import com.wechat.pay.java.service.billdownload.model.GetTradeBillRequest;
import com.wechat.pay.java.service.billdownload.model.TarType;
import com.wechat.pay.java.service.payments.h5.H5Service;
import com.wechat.pay.java.service.payments.h5.model.H5Info;
import com.wechat.pay.java.service.payments.h5.model.SceneInfo;
import com.wechat.pay.java.service.payments.model.Transaction.TradeStateEnum;
import com.wechat.pay.java.service.payments.nativepay.NativePayService;
import com.wechat.pay.java.service.payments.nativepay.model.Amount;
import com.wechat.pay.java.service.payments.nativepay.model.PrepayRequest;
import com.wechat.pay.java.service.payments.nativepay.model.QueryOrderByIdRequest;
import com.wechat.pay.java.service.refund.RefundService;
import com.wechat.pay.java.service.refund.model.AmountReq;
import com.wechat.pay.java.service.refund.model.CreateRequest;
import com.wechat.pay.java.service.refund.model.QueryByOutRefundNoRequest;
import com.wechat.pay.java.service.refund.model.Refund;
import com.wechat.pay.java.service.refund.model.Status;
import io.paywatt.simulator.Vectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The official SDK makes every call that the hub makes, and takes the answers. */
class WechatSdkCallsTest {
  private Merchant merchant;
  private WechatPay wechat;
  private Config config;
  private HttpClient http;

  @BeforeEach
  void start() throws Exception {
    merchant = Merchant.of(Vectors.file("merchant_pub.pem"),
        PlatformKey.publicKey(OfficialSdk.KEY_ID, Vectors.file("provider_key.pem")));
    wechat = WechatPay.start(merchant, 0, 0.001);
    config = OfficialSdk.publicKeyMode(merchant, "merchant_key.pem");
    http = OfficialSdk.http(wechat.url()).config(config).build();
  }

  @AfterEach
  void stop() {
    wechat.close();
  }

  @Test
  void a_native_order_gives_the_text_of_a_qr_code_and_is_found_by_wechats_number() {
    NativePayService sdk = new NativePayService.Builder().config(config).httpClient(http).build();
    assertThat(sdk.prepay(nativeOrder("PW20261123000011")).getCodeUrl()).startsWith("weixin://wxpay/bizpayurl?pr=");
    QueryOrderByIdRequest query = new QueryOrderByIdRequest();
    query.setMchid(merchant.id());
    query.setTransactionId(wechat.settle("PW20261123000011").transactionId());
    assertThat(sdk.queryOrderById(query).getTradeState()).isEqualTo(TradeStateEnum.SUCCESS);
    assertThat(sdk.queryOrderById(query).getTradeType().name()).isEqualTo("NATIVE");
  }

  @Test
  void an_h5_order_gives_an_address_and_needs_the_payers_own() {
    H5Service sdk = new H5Service.Builder().config(config).httpClient(http).build();
    var order = new com.wechat.pay.java.service.payments.h5.model.PrepayRequest();
    order.setAppid(merchant.appId());
    order.setMchid(merchant.id());
    order.setDescription("电费充值");
    order.setOutTradeNo("PW20261123000012");
    order.setNotifyUrl("https://pay.example.com/n");
    var amount = new com.wechat.pay.java.service.payments.h5.model.Amount();
    amount.setTotal(100);
    order.setAmount(amount);
    assertThatThrownBy(() -> sdk.prepay(order)).isInstanceOf(ServiceException.class);
    SceneInfo scene = new SceneInfo();
    scene.setPayerClientIp("203.0.113.7");
    H5Info h5 = new H5Info();
    h5.setType("Wap");
    scene.setH5Info(h5);
    order.setSceneInfo(scene);
    assertThat(sdk.prepay(order).getH5Url()).startsWith("https://wx.tenpay.com/");
  }

  @Test
  void a_refund_is_accepted_and_comes_to_its_end() {
    RefundService sdk = new RefundService.Builder().config(config).httpClient(http).build();
    CreateRequest refund = refund(paid("PW20261123000013"), 40L);
    Refund accepted = sdk.create(refund);
    assertThat(accepted.getOutRefundNo()).isEqualTo("RF1");
    assertThat(accepted.getAmount().getRefund()).isEqualTo(40L);
    QueryByOutRefundNoRequest query = new QueryByOutRefundNoRequest();
    query.setOutRefundNo("RF1");
    await().until(() -> sdk.queryByOutRefundNo(query).getStatus() == Status.SUCCESS);
    assertThat(sdk.create(refund).getRefundId()).as("the same again").isEqualTo(accepted.getRefundId());
    refund.setOutRefundNo("RF2");
    refund.getAmount().setRefund(61L);
    assertThatThrownBy(() -> sdk.create(refund)).isInstanceOfSatisfying(ServiceException.class,
        refusal -> assertThat(refusal.getErrorCode()).isEqualTo("INVALID_REQUEST"));
  }

  @Test
  void the_trade_bill_and_the_fund_flow_bill_have_the_hash_they_announce() throws Exception {
    paid("PW20261123000014");
    BillDownloadServiceExtension sdk = new BillDownloadServiceExtension.Builder().config(config).httpClient(http).build();
    GetTradeBillRequest trades = new GetTradeBillRequest();
    trades.setBillDate(LocalDate.now(ZoneOffset.ofHours(8)).toString());
    trades.setBillType(BillType.ALL);
    trades.setTarType(TarType.GZIP);
    assertThat(verified(sdk.getTradeBill(trades))).contains("`PW20261123000014", "`1,`1.00,`0.00");
    GetFundFlowBillRequest flow = new GetFundFlowBillRequest();
    flow.setBillDate(trades.getBillDate());
    flow.setAccountType(AccountType.BASIC);
    flow.setTarType(TarType.GZIP);
    assertThat(verified(sdk.getFundFlowBill(flow))).contains("`收入,`1.00");
    trades.setBillDate("2020-01-01");
    assertThatThrownBy(() -> sdk.getTradeBill(trades)).isInstanceOfSatisfying(ServiceException.class,
        refusal -> assertThat(refusal.getErrorCode()).isEqualTo("NO_STATEMENT_EXIST"));
  }

  private static String verified(DigestBillEntity bill) throws Exception {
    try (InputStream in = bill.getInputStream()) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(bill.verifyHash()).isTrue();
      return text;
    }
  }

  private String paid(String number) {
    new NativePayService.Builder().config(config).httpClient(http).build().prepay(nativeOrder(number));
    return wechat.settle(number).transactionId();
  }

  private PrepayRequest nativeOrder(String number) {
    PrepayRequest order = new PrepayRequest();
    order.setAppid(merchant.appId());
    order.setMchid(merchant.id());
    order.setDescription("电费充值");
    order.setOutTradeNo(number);
    order.setNotifyUrl("https://pay.example.com/n");
    Amount amount = new Amount();
    amount.setTotal(100);
    order.setAmount(amount);
    return order;
  }

  private static CreateRequest refund(String transaction, long fen) {
    CreateRequest refund = new CreateRequest();
    refund.setTransactionId(transaction);
    refund.setOutRefundNo("RF1");
    refund.setReason("wrong meter");
    AmountReq amount = new AmountReq();
    amount.setRefund(fen);
    amount.setTotal(100L);
    amount.setCurrency("CNY");
    refund.setAmount(amount);
    return refund;
  }
}

import assert from "node:assert/strict";
import { describeProxy, proxyFor, type EditorProxySettings } from "../../../../src/core/network/proxy.ts";

const sts = "https://sts.eu-west-1.amazonaws.com";

describe("the proxy of the environment", () => {
  const from = (address: string, environment: Readonly<Record<string, string>>): string | undefined => {
    const choice = proxyFor(address, { kind: "environment", environment });
    return choice === undefined ? undefined : `${choice.from} ${choice.url}`;
  };

  it("goes by the scheme of the address, the lower case first", () => {
    const both = { HTTPS_PROXY: "http://a:1", HTTP_PROXY: "http://b:2" };
    assert.equal(from(sts, both), "HTTPS_PROXY http://a:1");
    assert.equal(from("http://sts.test", both), "HTTP_PROXY http://b:2");
    assert.equal(from(sts, { ...both, https_proxy: "http://c:3" }), "https_proxy http://c:3");
    assert.equal(from(sts, { HTTP_PROXY: "http://b:2", ALL_PROXY: "http://d:4" }), undefined);
    assert.equal(from(sts, { https_proxy: "", HTTPS_PROXY: "http://a:1" }), "HTTPS_PROXY http://a:1");
    assert.equal(from(sts, { HTTPS_PROXY: "proxy.corp:8080" }), "HTTPS_PROXY http://proxy.corp:8080");
    assert.equal(from("http://x.test", { HTTP_PROXY: "http://b:2", REQUEST_METHOD: "GET" }), undefined);
    assert.equal(from("no address", both), undefined);
  });

  it("is left out for what no_proxy names", () => {
    const left: readonly [string, string][] = [
      ["*", sts],
      ["amazonaws.com", sts],
      [".amazonaws.com", sts],
      ["*.amazonaws.com", sts],
      ["example.com, STS.eu-west-1.amazonaws.com", sts],
      ["sts.eu-west-1.amazonaws.com:443", sts],
      ["10.0.0.1", "https://10.0.0.1:8443"],
      ["[fd00::1]", "https://[fd00::1]:8443"],
      ["fd00::1", "https://[fd00::1]"],
      ["corp.test:8443", "https://s3.corp.test:8443/path"],
    ];
    for (const [no, address] of left)
      assert.equal(from(address, { HTTPS_PROXY: "http://a:1", NO_PROXY: no }), undefined, `${no} ${address}`);
    const kept: readonly [string, string][] = [
      ["", sts],
      [",", sts],
      ["notamazonaws.com", sts],
      ["ws.com", sts],
      ["sts.eu-west-1.amazonaws.com:80", sts],
      ["sub.sts.eu-west-1.amazonaws.com", sts],
    ];
    for (const [no, address] of kept)
      assert.equal(from(address, { HTTPS_PROXY: "http://a:1", no_proxy: no }), "HTTPS_PROXY http://a:1", no);
    assert.equal(
      from(sts, { HTTPS_PROXY: "http://a:1", no_proxy: "x.test", NO_PROXY: "*" }),
      "HTTPS_PROXY http://a:1",
    );
  });

  it("is never taken for this machine and for AWS's metadata addresses", () => {
    const all = { HTTP_PROXY: "http://a:1", HTTPS_PROXY: "http://a:1" };
    for (const host of [
      "localhost",
      "aws.localhost:4566",
      "127.0.0.1:9000",
      "[::1]:80",
      "169.254.169.254",
      "169.254.170.2",
      "169.254.170.23",
      "[fd00:ec2::254]",
      "[fd00:ec2::23]",
    ]) {
      assert.equal(from(`http://${host}/latest`, all), undefined, host);
      assert.equal(from(`https://${host}`, all), undefined, host);
    }
    assert.equal(from("http://169.255.0.1", all), "HTTP_PROXY http://a:1");
    assert.equal(from("http://localhost.corp.test", all), "HTTP_PROXY http://a:1");
  });
});

describe("the proxy of the editor", () => {
  const none: EditorProxySettings = { support: "override", proxy: "", noProxy: [] };
  const from = (
    settings: Partial<EditorProxySettings>,
    environment: Readonly<Record<string, string>> = {},
    address = sts,
  ): string | undefined =>
    proxyFor(address, { kind: "editor", environment, settings: { ...none, ...settings } })?.from;

  it("is the setting's, then the environment's", () => {
    const environment = { http_proxy: "http://b:2" };
    assert.equal(from({ proxy: "http://a:1" }, environment), "the setting http.proxy");
    assert.equal(from({}, environment), "http_proxy");
    assert.equal(from({}), undefined);
    assert.equal(from({ support: "off", proxy: "http://a:1" }, environment), undefined);
    assert.equal(from({ proxy: "http://a:1" }, {}, "http://127.0.0.1:9000"), undefined);
  });

  it("is left out by http.noProxy, and by NO_PROXY only where that is empty", () => {
    const proxy = "http://a:1";
    assert.equal(from({ proxy, noProxy: [".amazonaws.com"] }), undefined);
    assert.equal(from({ proxy }, { NO_PROXY: "amazonaws.com" }), undefined);
    assert.equal(from({ proxy, noProxy: ["corp.test"] }, { NO_PROXY: "*" }), "the setting http.proxy");
  });
});

describe("a proxy in words", () => {
  it("has neither name nor password in it", () => {
    const said = (url: string): string => describeProxy({ url, from: "HTTPS_PROXY" });
    assert.equal(said("http://ann:secret@proxy.corp:8080/"), "http://proxy.corp:8080");
    assert.equal(said("ann:secret@proxy.corp:8080"), "http://proxy.corp:8080");
    assert.equal(said("https://ann@[fd00::1]:3128"), "https://[fd00::1]:3128");
    assert.equal(said("http://ann:se#cr/et@proxy.corp"), "http://proxy.corp");
    assert.equal(said("socks5://proxy.corp:1080"), "socks5://proxy.corp:1080");
  });
});

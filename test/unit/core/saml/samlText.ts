export const provider = "arn:aws:iam::111122223333:saml-provider/Corp";

export function role(name: string): string {
  return `arn:aws:iam::111122223333:role/${name}`;
}

/** An attribute of an assertion, by the part of its name behind AWS's own. */
export function attribute(name: string, ...values: readonly string[]): string {
  const all = values.map(
    (value) => `<saml:AttributeValue xsi:type="xs:string">${value}</saml:AttributeValue>`,
  );
  return `<saml:Attribute Name="https://aws.amazon.com/SAML/Attributes/${name}">${all.join("\n")}</saml:Attribute>`;
}

/** A response as identity providers send it; `around` stands before the attributes. */
export function samlXml(attributes: string, around = ""): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_1" Version="2.0">
  <samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>
  <saml:Assertion xmlns:saml='urn:oasis:names:tc:SAML:2.0:assertion'>
    <saml:Issuer>https://idp.example.com/é</saml:Issuer>
    ${around}
    <saml:AttributeStatement>${attributes}</saml:AttributeStatement>
  </saml:Assertion>
</samlp:Response>
`;
}

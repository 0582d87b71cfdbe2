import { DOMParser } from '@xmldom/xmldom';
import { Refused } from './refusal.ts';

const protocol = 'urn:oasis:names:tc:SAML:2.0:protocol';
const signatures = 'http://www.w3.org/2000/09/xmldsig#';

/** How an answer may be signed and digested. SHA-1 can be forged, and a secret that both know proves nothing. */
const allowed: Readonly<Record<string, readonly string[]>> = {
	SignatureMethod: [
		'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
		'http://www.w3.org/2001/04/xmldsig-more#rsa-sha384',
		'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512',
		'http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1'
	],
	DigestMethod: [
		'http://www.w3.org/2001/04/xmlenc#sha256',
		'http://www.w3.org/2001/04/xmldsig-more#sha384',
		'http://www.w3.org/2001/04/xmlenc#sha512'
	],
	CanonicalizationMethod: [
		'http://www.w3.org/2001/10/xml-exc-c14n#',
		'http://www.w3.org/TR/2001/REC-xml-c14n-20010315'
	],
	Transform: [
		'http://www.w3.org/2000/09/xmldsig#enveloped-signature',
		'http://www.w3.org/2001/10/xml-exc-c14n#',
		'http://www.w3.org/TR/2001/REC-xml-c14n-20010315'
	]
};

const elementNode = 1;
const attributeNode = 2;
const textNode = 3;
const documentNode = 9;

/** An answer is at most so long, in signs of its encoding. */
const signsAtMost = 300_000;

/** The text of an answer from its encoding. Throws Refused for what is none. */
export function xmlOf(encoded: string): string {
	const plain = encoded.replace(/\s/g, '');
	if (plain.length > signsAtMost || !/^[A-Za-z0-9+/]+={0,2}$/.test(plain))
		throw new Refused('not_proven', 'no base64');
	return Buffer.from(plain, 'base64').toString('utf8');
}

/**
 * Throws Refused for an answer that another reader of XML could read otherwise: one with a document type, with comments or
 * processing instructions (in the middle of a name they cut it), with anything but one assertion, or with a signature made in
 * a way that proves nothing. It looks at the form only; the signature itself is checked afterwards.
 */
export function checkForm(xml: string): void {
	const root = parse(xml).documentElement;
	if (root?.localName !== 'Response' || root.namespaceURI !== protocol)
		throw new Refused('not_proven', 'no response');
	const count = { Assertion: 0, EncryptedAssertion: 0, Signature: 0, Response: 0 };
	for (const element of elementsBelow(root.ownerDocument)) {
		const name = element.localName ?? '';
		if (Object.hasOwn(count, name)) count[name as keyof typeof count]++;
		if (element.namespaceURI === signatures) checkAlgorithm(element, name);
	}
	if (count.EncryptedAssertion > 0) throw new Refused('not_proven', 'encrypted');
	if (count.Assertion > 1 || count.Response > 1) throw new Refused('not_proven', 'several assertions');
	if (count.Signature > 2) throw new Refused('not_proven', 'several signatures');
}

function checkAlgorithm(element: Element, name: string): void {
	const method = element.getAttribute('Algorithm') ?? '';
	if (Object.hasOwn(allowed, name) && !allowed[name]!.includes(method))
		throw new Refused('not_proven', `${name} ${method}`);
}

function parse(xml: string): Document {
	const refuse = (words: string) => {
		throw new Refused('not_proven', words.slice(0, 100));
	};
	if (/<!DOCTYPE|<!ENTITY/i.test(xml)) refuse('document type');
	return new DOMParser({
		errorHandler: { warning: refuse, error: refuse, fatalError: refuse }
	}).parseFromString(xml, 'text/xml');
}

/** No answer is nested so deep. */
const deepest = 30;

/** Every element of a document. Throws Refused at the first node that is neither an element nor text, nor the head of the file. */
function* elementsBelow(node: Node, depth = 0): Generator<Element> {
	if (depth > deepest) throw new Refused('not_proven', 'too deep');
	for (let child = node.firstChild; child; child = child.nextSibling) {
		const isHead = node.nodeType === documentNode && child.nodeName === 'xml';
		if (child.nodeType === elementNode) {
			yield child as Element;
			yield* elementsBelow(child, depth + 1);
		} else if (![textNode, attributeNode].includes(child.nodeType) && !isHead)
			throw new Refused('not_proven', `node ${child.nodeName}`);
	}
}

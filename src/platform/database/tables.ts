// Made by `node db/dump.ts` from the migrations; never edited by hand.
import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

export interface Application {
	networkId: string;
	applicationId: Generated<string>;
	personId: string;
	companyId: string | null;
	words: string;
	status: Generated<string>;
	appliedAt: Generated<Date>;
}

export interface Attribution {
	networkId: string;
	rehireId: string;
	rule: string;
	touchpointId: string;
	happenedAt: Date;
	share: number;
}

export interface Audit {
	networkId: string;
	auditId: Generated<string>;
	at: Generated<Date>;
	actorId: string | null;
	act: string;
	subjectId: string | null;
	detail: ColumnType<unknown, string | undefined, string>;
}

export interface CasualTalk {
	networkId: string;
	talkId: Generated<string>;
	hostId: string;
	alumnusId: string;
	startsAt: Date;
	endsAt: Date;
	wish: Generated<string>;
	alumnusTimeZone: string;
	state: Generated<string>;
	cancelledBy: string | null;
	sequence: Generated<number>;
	bookedAt: Generated<Date>;
}

export interface Change {
	networkId: string;
	changeId: Generated<string>;
	revision: Generated<number>;
	status: Generated<string>;
	language: Generated<string>;
	title: string;
	thenWords: string;
	nowWords: string;
	since: string;
	forWhom: Generated<string>;
	companyId: string | null;
	reasons: Generated<string[]>;
	voiceName: Generated<string>;
	voiceTitle: Generated<string>;
	voiceWords: Generated<string>;
	authorId: string;
	publishedAt: Date | null;
	matching: Generated<string>;
	matchedThrough: string | null;
	peopleMatched: Generated<number>;
	mailsLeft: Generated<number>;
}

export interface Company {
	networkId: string;
	companyId: Generated<string>;
	parentId: string | null;
	nameJa: string;
	nameEn: string;
}

export interface Consent {
	networkId: string;
	consentId: Generated<string>;
	personId: string;
	purpose: string;
	wording: string;
	givenAt: Generated<Date>;
	withdrawnAt: Date | null;
}

export interface Contact {
	networkId: string;
	personId: string;
	email: string;
	basis: string | null;
	basisOn: string | null;
	basisNote: string | null;
	doNotContact: Generated<boolean>;
	mailsPerMonth: Generated<number>;
	quietFrom: Generated<string>;
	quietUntil: Generated<string>;
}

export interface DemoGuest {
	networkId: string;
	part: string;
	personId: string;
}

export interface Departure {
	networkId: string;
	tenureId: string;
	personId: string;
	leftOn: string;
	learnedFrom: string;
	countingView: string | null;
	isLatest: Generated<boolean>;
}

export interface DepartureReason {
	networkId: string;
	tenureId: string;
	view: string;
	code: string;
	saidOn: string;
}

export interface DepartureWord {
	networkId: string;
	tenureId: string;
	view: string;
	words: string;
	saidOn: string;
}

export interface EmployeeNumber {
	networkId: string;
	companyId: string;
	number: string;
	personId: string;
}

export interface Host {
	networkId: string;
	personId: string;
	introduction: Generated<string>;
	place: Generated<string>;
	minutes: Generated<number>;
	isOpen: Generated<boolean>;
}

export interface HostHours {
	networkId: string;
	personId: string;
	weekday: number;
	fromTime: string;
	untilTime: string;
}

export interface HrImport {
	networkId: string;
	hrImportId: Generated<string>;
	companyId: string;
	fileName: string;
	bytes: Generated<number>;
	status: Generated<string>;
	problem: string | null;
	encoding: string | null;
	separator: string | null;
	headerRow: number | null;
	headings: string[] | null;
	columns: ColumnType<unknown | null, string | undefined, string>;
	columnsByHand: Generated<boolean>;
	bytesRead: Generated<number>;
	rowsRead: Generated<number>;
	rowsWritten: Generated<number>;
	counts: ColumnType<unknown, string | undefined, string>;
	madeBy: string | null;
	madeAt: Generated<Date>;
	finishedAt: Date | null;
}

export interface HrImportPiece {
	networkId: string;
	hrImportId: string;
	pieceNo: number;
	content: Buffer;
}

export interface HrImportRow {
	networkId: string;
	hrImportId: string;
	rowNo: number;
	lineNo: number;
	cells: string[];
	verdict: string;
	findings: Generated<string[]>;
	effect: string | null;
	number: string | null;
	familyName: string | null;
	givenName: string | null;
	familyKana: string | null;
	givenKana: string | null;
	email: string | null;
	startedOn: string | null;
	endedOn: string | null;
	department: string | null;
	title: string | null;
	employment: string | null;
	managerNumber: string | null;
	reasonWords: string | null;
	reasonCode: string | null;
	personId: string | null;
	tenureId: string | null;
}

export interface Invitation {
	networkId: string;
	invitationId: Generated<string>;
	waveId: string;
	personId: string;
	linkHash: Buffer | null;
	sentAt: Date | null;
	expiresAt: Date | null;
	usedAt: Date | null;
}

export interface InvitationWave {
	networkId: string;
	waveId: Generated<string>;
	called: string;
	madeBy: string;
	madeAt: Generated<Date>;
	size: Generated<number>;
}

export interface Mail {
	networkId: string;
	mailId: Generated<string>;
	personId: string | null;
	kind: string;
	address: string;
	subject: string;
	bodyText: string | null;
	bodyHtml: string | null;
	calendar: string | null;
	calendarMethod: string | null;
	notBefore: Generated<Date>;
	status: Generated<string>;
	failure: string | null;
	createdAt: Generated<Date>;
	sentAt: Date | null;
}

export interface Match {
	networkId: string;
	changeId: string;
	personId: string;
	tenureId: string;
	reason: string;
	madeAt: Generated<Date>;
	mailedAt: Date | null;
	notMailed: string | null;
	seenAt: Date | null;
	readAt: Date | null;
	putAwayAt: Date | null;
}

export interface Membership {
	networkId: string;
	personId: string;
	accountId: string;
	roles: string[];
	joinedAt: Generated<Date>;
	seenOn: string | null;
}

export interface Network {
	networkId: Generated<string>;
	slug: string;
	nameJa: string;
	nameEn: string;
	hosts: Generated<string[]>;
	timeZone: Generated<string>;
	locale: Generated<string>;
	isDemo: Generated<boolean>;
	createdAt: Generated<Date>;
}

export interface Person {
	networkId: string;
	personId: Generated<string>;
	familyName: string;
	givenName: Generated<string>;
	familyKana: Generated<string>;
	givenKana: Generated<string>;
	locale: Generated<string>;
	timeZone: Generated<string>;
	presentCompany: string | null;
	headline: string | null;
	createdAt: Generated<Date>;
}

export interface Post {
	networkId: string;
	postId: Generated<string>;
	authorId: string;
	words: string;
	postedAt: Generated<Date>;
}

export interface QuadrantDay {
	networkId: string;
	day: string;
	companyId: string;
	quadrant: string;
	people: number;
	rolledAt: Generated<Date>;
}

export interface Rehire {
	networkId: string;
	rehireId: Generated<string>;
	personId: string;
	companyId: string;
	tenureId: string;
	returnedOn: string;
	recordedBy: string;
	recordedAt: Generated<Date>;
}

export interface Standing {
	networkId: string;
	standingId: Generated<string>;
	personId: string;
	canReturn: string;
	wantsToReturn: string;
	quadrant: GeneratedAlways<string>;
	saidBy: string;
	saidAt: Generated<Date>;
	isCurrent: Generated<boolean>;
}

export interface StandingNote {
	networkId: string;
	standingId: string;
	note: string;
}

export interface Tenure {
	networkId: string;
	tenureId: Generated<string>;
	personId: string;
	companyId: string;
	startedOn: string;
	endedOn: string | null;
	department: Generated<string>;
	title: Generated<string>;
	employment: Generated<string>;
	managerId: string | null;
}

export interface Touchpoint {
	networkId: string;
	happenedAt: Generated<Date>;
	touchpointId: Generated<string>;
	personId: string;
	kind: string;
	subjectId: string | null;
}

export interface Tables {
	application: Application;
	attribution: Attribution;
	audit: Audit;
	casualTalk: CasualTalk;
	change: Change;
	company: Company;
	consent: Consent;
	contact: Contact;
	demoGuest: DemoGuest;
	departure: Departure;
	departureReason: DepartureReason;
	departureWord: DepartureWord;
	employeeNumber: EmployeeNumber;
	host: Host;
	hostHours: HostHours;
	hrImport: HrImport;
	hrImportPiece: HrImportPiece;
	hrImportRow: HrImportRow;
	invitation: Invitation;
	invitationWave: InvitationWave;
	mail: Mail;
	match: Match;
	membership: Membership;
	network: Network;
	person: Person;
	post: Post;
	quadrantDay: QuadrantDay;
	rehire: Rehire;
	standing: Standing;
	standingNote: StandingNote;
	tenure: Tenure;
	touchpoint: Touchpoint;
}

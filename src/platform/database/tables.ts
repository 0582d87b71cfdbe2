// Made by `node db/dump.ts` from the migrations; never edited by hand.
import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

export interface ActiveDay {
	networkId: string;
	day: string;
	members: number;
	active7: number;
	active30: number;
	active90: number;
}

export interface AddressProof {
	networkId: string;
	proofId: Generated<string>;
	personId: string;
	address: string;
	addressBefore: string | null;
	askedBy: string;
	askedAt: Generated<Date>;
	linkHash: Buffer;
	expiresAt: Date;
	provedAt: Date | null;
	opensAt: Generated<Date>;
	stopHash: Buffer | null;
}

export interface ApiAnswer {
	networkId: string;
	tokenId: string;
	key: string;
	requestHash: Buffer;
	status: number | null;
	body: ColumnType<unknown | null, string | undefined, string>;
	madeAt: Generated<Date>;
}

export interface ApiToken {
	networkId: string;
	tokenId: Generated<string>;
	name: string;
	hash: Buffer;
	hint: string;
	scopes: string[];
	madeBy: string;
	madeAt: Generated<Date>;
	expiresOn: string | null;
	lastUsedAt: Date | null;
	revokedAt: Date | null;
}

export interface Application {
	networkId: string;
	applicationId: Generated<string>;
	personId: string;
	companyId: string | null;
	words: string;
	status: Generated<string>;
	appliedAt: Generated<Date>;
	openingId: string | null;
	answers: Generated<string[]>;
	profile: ColumnType<unknown | null, string | undefined, string>;
	outsideRef: Generated<string>;
	handedOverAt: Date | null;
	changedAt: Generated<Date>;
	revision: Generated<number>;
}

export interface ApplicationStep {
	networkId: string;
	stepId: Generated<string>;
	applicationId: string;
	status: string;
	words: Generated<string>;
	takenBy: string | null;
	takenAt: Generated<Date>;
	reason: Generated<string>;
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
	number: number | null;
	actorSalt: Buffer | null;
	subjectSalt: Buffer | null;
	detailSalt: Buffer | null;
	actorMark: Buffer | null;
	subjectMark: Buffer | null;
	detailMark: Buffer | null;
	hash: Buffer | null;
}

export interface AuditChain {
	networkId: string;
	number: Generated<number>;
	hash: Generated<Buffer>;
}

export interface AuditCheckpoint {
	networkId: string;
	auditCheckpointId: Generated<string>;
	number: number;
	hash: Buffer;
	isCut: Generated<boolean>;
	signature: Buffer;
	madeAt: Generated<Date>;
}

export interface AuditSetting {
	networkId: string;
	revision: Generated<number>;
	keepDays: number | null;
	way: Generated<string>;
	host: Generated<string>;
	port: Generated<number>;
	certificate: Generated<string>;
	url: Generated<string>;
	secret: Generated<string>;
	sentUpTo: Generated<number>;
	sentAt: Date | null;
	failingSince: Date | null;
	lastProblem: Generated<string>;
	tries: Generated<number>;
	nextTryAt: Generated<Date>;
	claimedUntil: Generated<Date>;
}

export interface Block {
	networkId: string;
	personId: string;
	blockedId: string;
	since: Generated<Date>;
}

export interface CadenceDay {
	networkId: string;
	day: string;
	visitors: number;
	told: number;
	posted: number;
}

export interface CalendarFeed {
	networkId: string;
	personId: string;
	addressHash: Buffer;
	madeAt: Generated<Date>;
}

export interface CasualTalk {
	networkId: string;
	talkId: Generated<string>;
	alumnusId: string;
	startsAt: Date;
	endsAt: Date;
	wish: Generated<string>;
	alumnusTimeZone: string;
	state: Generated<string>;
	cancelledBy: string | null;
	sequence: Generated<number>;
	bookedAt: Generated<Date>;
	poolId: string | null;
	way: Generated<string>;
	place: Generated<string>;
	remindedAt: Date | null;
	askedAfterAt: Date | null;
	cancelledAt: Date | null;
	cancellerId: string | null;
	cancelToldAt: Date | null;
}

export interface CasualTalkHost {
	networkId: string;
	talkId: string;
	hostId: string;
	heldFrom: Date;
	heldUntil: Date;
	isBooked: Generated<boolean>;
	thankedAt: Date | null;
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
	employments: Generated<string[]>;
	parts: Generated<string[]>;
	departuresSeen: Generated<number>;
	departuresTotal: Generated<number>;
	goesOutAt: Date | null;
}

export interface CheckIn {
	networkId: string;
	rehireId: string;
	side: string;
	stage: string;
	dueOn: string;
	askedAt: Date | null;
	answeredAt: Date | null;
	feeling: string | null;
	words: Generated<string>;
	shownTo: string | null;
	wouldTell: boolean | null;
}

export interface Claim {
	networkId: string;
	claimId: Generated<string>;
	familyName: string;
	givenName: string;
	familyKana: string;
	givenKana: string;
	number: string;
	joinedYear: number | null;
	leftYear: number;
	department: string;
	words: string;
	address: string;
	locale: string;
	passOnId: string | null;
	linkHash: Buffer;
	madeAt: Generated<Date>;
	linkExpiresAt: Date;
	provedAt: Date | null;
	state: Generated<string>;
	personId: string | null;
	settledAt: Date | null;
	settledBy: string | null;
}

export interface Collaboration {
	networkId: string;
	collaborationId: Generated<string>;
	personId: string;
	isOfCompany: Generated<boolean>;
	kind: string;
	title: string;
	words: string;
	term: Generated<string>;
	payForm: string;
	pay: Generated<string>;
	payDay: Generated<string>;
	place: Generated<string>;
	isRemote: Generated<boolean>;
	ending: Generated<string>;
	closesOn: string;
	ticket: string;
	state: Generated<string>;
	askedAt: Generated<Date>;
	decidedBy: string | null;
	answer: Generated<string>;
	closedAt: Date | null;
	openTo: Generated<string>;
}

export interface CollaborationInterest {
	networkId: string;
	collaborationId: string;
	personId: string;
	saidAt: Generated<Date>;
}

export interface Comment {
	networkId: string;
	commentId: Generated<string>;
	postId: string | null;
	authorId: string;
	words: string;
	html: string;
	ticket: string;
	postedAt: Generated<Date>;
	revision: Generated<number>;
	editedAt: Date | null;
	hiddenAt: Date | null;
	reactions: ColumnType<unknown, string | undefined, string>;
	eventId: string | null;
	threadId: string | null;
	answersId: string | null;
	removedAt: Date | null;
}

export interface Company {
	networkId: string;
	companyId: Generated<string>;
	parentId: string | null;
	nameJa: string;
	nameEn: string;
	closedOn: string | null;
	revision: Generated<number>;
}

export interface Concern {
	networkId: string;
	concernId: Generated<string>;
	reporterId: string;
	talkId: string | null;
	applicationId: string | null;
	aboutId: string | null;
	category: string;
	words: string;
	wish: string;
	isUnnamed: Generated<boolean>;
	toldAt: Generated<Date>;
	state: Generated<string>;
	decision: Generated<string>;
	answer: Generated<string>;
	changedAt: Generated<Date>;
	revision: Generated<number>;
}

export interface ConcernNote {
	networkId: string;
	noteId: Generated<string>;
	concernId: string;
	writtenBy: string | null;
	words: string;
	writtenAt: Generated<Date>;
}

export interface Consent {
	networkId: string;
	consentId: Generated<string>;
	personId: string;
	purpose: string;
	wording: string;
	givenAt: Generated<Date>;
	withdrawnAt: Date | null;
	noticeVersion: number | null;
	givenHow: Generated<string>;
	givenFrom: Generated<string>;
	withdrawnHow: string | null;
	withdrawnFrom: Generated<string>;
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
	digestWeekday: Generated<number>;
	wantsDigest: Generated<boolean>;
	digestedAt: Date | null;
	pushesPerDay: Generated<number>;
	wantsPulse: Generated<boolean>;
	pulseDueOn: Generated<string>;
	revision: Generated<number>;
	hrImportId: string | null;
}

export interface Conversation {
	networkId: string;
	conversationId: Generated<string>;
	kind: string;
	title: Generated<string>;
	pairKey: string | null;
	madeBy: string;
	madeAt: Generated<Date>;
	lastMessageId: string | null;
	lastWords: Generated<string>;
	assignedTo: string | null;
	doneAt: Date | null;
}

export interface ConversationMember {
	networkId: string;
	conversationId: string;
	personId: string;
	state: Generated<string>;
	readId: string | null;
	mutedAt: Date | null;
	lastMessageId: string | null;
}

export interface ConversationNote {
	networkId: string;
	noteId: Generated<string>;
	conversationId: string;
	authorId: string;
	words: string;
	notedAt: Generated<Date>;
}

export interface ConversationWish {
	networkId: string;
	personId: string;
	sendsBy: Generated<string>;
	showsRead: Generated<boolean>;
	showsTyping: Generated<boolean>;
}

export interface Correction {
	networkId: string;
	correctionId: Generated<string>;
	changeId: string | null;
	letterId: string | null;
	before: ColumnType<unknown, string | undefined, string>;
	correctedBy: string;
	correctedAt: Generated<Date>;
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
	kind: string | null;
}

export interface DepartureReason {
	networkId: string;
	tenureId: string;
	view: string;
	code: string;
	saidOn: string;
	isRead: Generated<boolean>;
}

export interface DepartureWord {
	networkId: string;
	tenureId: string;
	view: string;
	words: string;
	saidOn: string;
	readAt: Date | null;
}

export interface Draft {
	networkId: string;
	personId: string;
	place: string;
	words: string;
	html: Generated<string>;
	revision: Generated<number>;
	savedAt: Generated<Date>;
}

export interface EmployeeNumber {
	networkId: string;
	companyId: string;
	number: string;
	personId: string;
}

export interface Erasure {
	networkId: string;
	personId: string;
	askedAt: Generated<Date>;
	dueAt: Date;
	keepsWords: boolean;
}

export interface Event {
	networkId: string;
	eventId: Generated<string>;
	seriesId: string | null;
	hostId: string;
	groupId: string | null;
	title: string;
	words: Generated<string>;
	html: Generated<string>;
	kind: string;
	place: Generated<string>;
	url: Generated<string>;
	startsAt: Date;
	endsAt: Date;
	timeZone: string;
	capacity: number | null;
	guestsAtMost: Generated<number>;
	question: Generated<string>;
	state: Generated<string>;
	sequence: Generated<number>;
	revision: Generated<number>;
	summary: Generated<string>;
	summaryHtml: Generated<string>;
	summedUpAt: Date | null;
	announcedAt: Generated<Date>;
	going: Generated<number>;
	comments: Generated<number>;
}

export interface EventProposal {
	networkId: string;
	eventProposalId: Generated<string>;
	proposerId: string;
	title: string;
	wish: ColumnType<unknown, string | undefined, string>;
	ticket: string;
	state: Generated<string>;
	proposedAt: Generated<Date>;
	answeredAt: Date | null;
	answeredBy: string | null;
	answer: Generated<string>;
	eventId: string | null;
}

export interface EventReply {
	networkId: string;
	eventId: string;
	personId: string;
	answer: string;
	guests: Generated<number>;
	said: Generated<string>;
	waitsSince: Date | null;
	repliedAt: Generated<Date>;
	pass: Generated<string>;
	cameAt: Date | null;
	checkedInBy: string | null;
	remindedAt: Date | null;
	askedAt: Date | null;
	thought: string | null;
	thoughtWords: Generated<string>;
}

export interface Group {
	networkId: string;
	groupId: Generated<string>;
	name: string;
	purpose: Generated<string>;
	kind: string;
	ruleDepartment: string | null;
	rulePlace: string | null;
	ruleJoined: number | null;
	madeBy: string | null;
	madeAt: Generated<Date>;
	members: Generated<number>;
	postedAt: Date | null;
	revision: Generated<number>;
	openTo: Generated<string>;
}

export interface GroupMember {
	networkId: string;
	groupId: string;
	personId: string;
	role: Generated<string>;
	state: Generated<string>;
	since: Generated<Date>;
	readsFrom: Date | null;
}

export interface Helper {
	networkId: string;
	personId: string;
	role: string;
	since: Generated<Date>;
	madeBy: string;
}

export interface HiddenFrom {
	networkId: string;
	personId: string;
	kind: string;
	value: string;
}

export interface Host {
	networkId: string;
	personId: string;
	introduction: Generated<string>;
	place: Generated<string>;
	minutes: Generated<number>;
	isOpen: Generated<boolean>;
	canTell: Generated<string>;
	ways: Generated<string[]>;
	timeZone: Generated<string>;
	restMinutes: Generated<number>;
	weeklyLimit: number | null;
	calendarUrl: Generated<string>;
	calendarReadAt: Date | null;
	calendarProblem: Generated<string>;
	pausedAt: Date | null;
}

export interface HostBusy {
	networkId: string;
	personId: string;
	startsAt: Date;
	endsAt: Date;
}

export interface HostException {
	networkId: string;
	exceptionId: Generated<string>;
	personId: string;
	day: string;
	fromTime: string | null;
	untilTime: string | null;
	timeZone: Generated<string>;
}

export interface HostHours {
	networkId: string;
	personId: string;
	weekday: number;
	fromTime: string;
	untilTime: string;
}

export interface HostPledge {
	networkId: string;
	personId: string;
	readOn: string;
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
	sheet: string | null;
	sheets: string[] | null;
	samples: ColumnType<unknown, string | undefined, string>;
	loadingAt: Date | null;
	undoneAt: Date | null;
	undoneBy: string | null;
}

export interface HrImportDifference {
	networkId: string;
	hrImportId: string;
	field: string;
	rowNo: number;
	before: string | null;
	after: string | null;
	isOwn: boolean;
	isTicked: boolean;
	outcome: string | null;
}

export interface HrImportFile {
	networkId: string;
	companyId: string;
	contentSha256: Buffer;
	fileName: string;
	hrImportId: string | null;
	takenAt: Generated<Date>;
}

export interface HrImportHeading {
	networkId: string;
	headings: string[];
	headingsMd5: string;
	columns: ColumnType<unknown, string | undefined, string>;
	saidBy: string | null;
	saidAt: Generated<Date>;
}

export interface HrImportLeft {
	networkId: string;
	hrImportId: string;
	personId: string;
	why: string;
}

export interface HrImportPart {
	networkId: string;
	hrImportId: string;
	partNo: number;
	fromRow: number;
	throughRow: number;
	writtenAt: Date | null;
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
	isNew: Generated<boolean>;
	tellsEnd: Generated<boolean>;
	personRow: number | null;
}

export interface HrImportTrace {
	networkId: string;
	hrImportId: string;
	traceNo: number;
	personId: string | null;
	relation: string;
	before: ColumnType<unknown | null, string | undefined, string>;
	after: ColumnType<unknown | null, string | undefined, string>;
}

export interface Invitation {
	networkId: string;
	invitationId: Generated<string>;
	waveId: string | null;
	personId: string;
	linkHash: Buffer | null;
	sentAt: Date | null;
	expiresAt: Date | null;
	usedAt: Date | null;
	address: string | null;
	roles: string[] | null;
	mailId: string | null;
	reminderHash: Buffer | null;
	remindedAt: Date | null;
	passOnId: string | null;
}

export interface InvitationWave {
	networkId: string;
	waveId: Generated<string>;
	called: string;
	madeBy: string;
	madeAt: Generated<Date>;
	size: Generated<number>;
	batch: Generated<number>;
	released: Generated<number>;
	state: Generated<string>;
	nextAt: Date | null;
	remindAfter: number | null;
	usualName: string | null;
	number: number | null;
	isHalted: Generated<boolean>;
}

export interface InvitationWords {
	networkId: string;
	locale: string;
	subject: Generated<string>;
	words: Generated<string>;
	revision: Generated<number>;
	savedBy: string | null;
	savedAt: Generated<Date>;
}

export interface Keeping {
	networkId: string;
	kind: string;
	days: number;
}

export interface Leaving {
	networkId: string;
	personId: string;
	accountId: string;
	roles: string[];
	joinedAt: Date;
	consents: string[];
	didNotWantMail: boolean;
	address: string;
	linkHash: Buffer;
	leftAt: Generated<Date>;
	forgottenAt: Date;
}

export interface LeftAlone {
	networkId: string;
	leftAloneId: Generated<string>;
	personId: string;
	way: string;
	words: Generated<string>;
	saidOn: string;
	wishedBefore: Generated<boolean>;
	recordedBy: string;
	recordedAt: Generated<Date>;
	liftedBy: string | null;
	liftedAt: Date | null;
	liftedWhy: Generated<string>;
}

export interface Letter {
	networkId: string;
	letterId: Generated<string>;
	revision: Generated<number>;
	status: Generated<string>;
	language: Generated<string>;
	title: string;
	words: string;
	executiveId: string;
	executiveTitle: Generated<string>;
	repliesTo: Generated<string>;
	authorId: string;
	linkHash: Buffer | null;
	askedAt: Date | null;
	saidBack: Generated<string>;
	publishedAt: Date | null;
	readers: Generated<number>;
	goesOutAt: Date | null;
	wishedFor: Date | null;
	segmentId: string | null;
}

export interface LetterReader {
	networkId: string;
	letterId: string;
	personId: string;
	readAt: Generated<Date>;
}

export interface LinkPreview {
	networkId: string;
	url: string;
	state: Generated<string>;
	title: Generated<string>;
	description: Generated<string>;
	site: Generated<string>;
	fetchedAt: Date | null;
}

export interface Logo {
	networkId: string;
	variant: string;
	mediaType: string;
	bytes: Buffer;
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
	list: Generated<string>;
	tries: Generated<number>;
	lost: Generated<number>;
	claimedUntil: Date | null;
	expiresAt: Date | null;
	triedAt: Date | null;
	nextTryAt: Date | null;
	isKept: Generated<boolean>;
	purpose: string | null;
	heedsWishes: Generated<boolean>;
	touchKind: string | null;
	touchSubject: string | null;
}

export interface MailStop {
	networkId: string;
	address: string;
	why: string;
	said: Generated<string>;
	since: Generated<Date>;
}

export interface Match {
	networkId: string;
	changeId: string;
	personId: string;
	tenureId: string;
	reason: string;
	madeAt: Generated<Date>;
	mailWrittenAt: Date | null;
	notMailed: string | null;
	seenAt: Date | null;
	readAt: Date | null;
	putAwayAt: Date | null;
	weight: Generated<number>;
	mailedAt: Date | null;
}

export interface Membership {
	networkId: string;
	personId: string;
	accountId: string;
	roles: string[];
	joinedAt: Generated<Date>;
	seenOn: string | null;
	suspendedUntil: Date | null;
	homeAt: Date | null;
	newSince: Date | null;
	letInAs: string | null;
}

export interface Mentor {
	networkId: string;
	personId: string;
	themes: Generated<string[]>;
	words: Generated<string>;
	capacity: Generated<number>;
	isOpen: Generated<boolean>;
	since: Generated<Date>;
}

export interface Mentoring {
	networkId: string;
	mentoringId: Generated<string>;
	mentorId: string;
	menteeId: string;
	ask: string;
	state: Generated<string>;
	askedAt: Generated<Date>;
	answeredAt: Date | null;
	answer: Generated<string>;
	conversationId: string | null;
	pausedAt: Date | null;
	endedAt: Date | null;
	endedBy: string | null;
	thanks: Generated<string>;
}

export interface MentoringWish {
	networkId: string;
	personId: string;
	themes: Generated<string[]>;
	words: Generated<string>;
	isOpen: Generated<boolean>;
	forEmployees: Generated<boolean>;
	since: Generated<Date>;
}

export interface Message {
	networkId: string;
	messageId: Generated<string>;
	conversationId: string;
	authorId: string;
	asDesk: Generated<boolean>;
	words: string;
	ticket: string;
	sentAt: Generated<Date>;
	pictures: Generated<number>;
	hiddenAt: Date | null;
}

export interface MonthlyReport {
	networkId: string;
	month: string;
	figures: ColumnType<unknown, string | undefined, string>;
	madeAt: Generated<Date>;
	sentAt: Date | null;
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
	nightOn: string | null;
	senderName: Generated<string>;
	replyAddress: Generated<string>;
	postalAddress: Generated<string>;
	contact: Generated<string>;
	accent: Generated<string>;
	logoMark: Generated<string>;
	welcomeJa: Generated<string>;
	welcomeEn: Generated<string>;
	quietFrom: Generated<string>;
	quietUntil: Generated<string>;
	mailsPerMonth: Generated<number>;
	invitationDays: Generated<number>;
	revision: Generated<number>;
	twoFactorRoles: Generated<string[]>;
	onlySingleSignOn: Generated<boolean>;
	claims: Generated<string>;
	passingOn: Generated<string>;
	meetingRulesJa: Generated<string>;
	meetingRulesEn: Generated<string>;
	meetingContact: Generated<string>;
	concernRoles: Generated<string[]>;
	sectionRevisions: ColumnType<unknown, string | undefined, string>;
	maps: Generated<string>;
	openTo: Generated<string>;
	partsOff: Generated<string[]>;
	collaborationsChecked: Generated<boolean>;
	costOfHiring: number | null;
	costOfRehire: number | null;
	costOfYear: number | null;
}

export interface NotTheSame {
	networkId: string;
	personId: string;
	otherId: string;
	saidBy: string;
	saidAt: Generated<Date>;
}

export interface Notification {
	networkId: string;
	notificationId: Generated<string>;
	personId: string;
	kind: string;
	subjectId: string | null;
	path: string;
	about: Generated<string>;
	actorIds: Generated<string[]>;
	onPage: Generated<boolean>;
	happenedAt: Generated<Date>;
	seenAt: Date | null;
	mailWrittenAt: Date | null;
	pushAfter: Date | null;
}

export interface NotificationWish {
	networkId: string;
	personId: string;
	kind: string;
	channel: string;
	isOn: boolean;
}

export interface OpenedHour {
	networkId: string;
	weekday: number;
	hour: number;
	opened: number;
}

export interface Opening {
	networkId: string;
	openingId: Generated<string>;
	revision: Generated<number>;
	state: Generated<string>;
	source: Generated<string>;
	externalId: string | null;
	companyId: string;
	language: Generated<string>;
	title: string;
	business: Generated<string>;
	businessRange: Generated<string>;
	place: Generated<string>;
	placeRange: Generated<string>;
	employment: Generated<string>;
	contract: Generated<string>;
	trial: Generated<string>;
	hours: Generated<string>;
	overtime: Generated<string>;
	holidays: Generated<string>;
	pay: Generated<string>;
	insurance: Generated<string>;
	smoking: Generated<string>;
	recruiter: Generated<string>;
	wanted: Generated<string>;
	remote: Generated<boolean>;
	payLeast: number | null;
	payMost: number | null;
	payPer: string | null;
	reasons: Generated<string[]>;
	questions: Generated<string[]>;
	audience: Generated<string>;
	ownerId: string | null;
	closesOn: string | null;
	checkedOn: Generated<string>;
	remindedOn: string | null;
	openedAt: Date | null;
	closedAt: Date | null;
	closedWhy: string | null;
}

export interface OpeningFeed {
	networkId: string;
	url: string;
	companyId: string;
	audience: Generated<string>;
	readAt: Date | null;
	problem: Generated<string>;
	seen: Generated<number>;
}

export interface OpeningTold {
	networkId: string;
	openingId: string;
	personId: string;
	toldAt: Generated<Date>;
}

export interface OpeningWish {
	networkId: string;
	wishId: Generated<string>;
	personId: string;
	words: Generated<string>;
	terms: Generated<string>;
	companyId: string | null;
	reasons: Generated<string[]>;
	madeAt: Generated<Date>;
}

export interface OptOut {
	networkId: string;
	addressMark: Buffer;
	saidAt: Generated<Date>;
	stoppedContact: boolean;
}

export interface Outreach {
	networkId: string;
	outreachId: Generated<string>;
	personId: string;
	callerId: string;
	tie: string;
	state: Generated<string>;
	brief: string;
	openingWords: Generated<string>;
	askedBy: string;
	askedAt: Generated<Date>;
	decidedAt: Date | null;
	sentAt: Date | null;
	byOwnMail: Generated<boolean>;
	conversationId: string | null;
	followedUpAt: Date | null;
	closedAt: Date | null;
}

export interface OutreachRound {
	networkId: string;
	roundId: Generated<string>;
	madeBy: string;
	madeAt: Generated<Date>;
	note: Generated<string>;
	perCaller: number;
	state: Generated<string>;
	endedAt: Date | null;
}

export interface OutreachRoundPerson {
	networkId: string;
	roundId: string;
	personId: string;
	place: number;
	outcome: string | null;
	outreachId: string | null;
}

export interface OverviewCount {
	networkId: string;
	countedAt: Generated<Date>;
}

export interface OverviewFigure {
	networkId: string;
	board: string;
	rowKey: string;
	columnKey: string;
	people: number;
	figure: number | null;
}

export interface OwnData {
	networkId: string;
	personId: string;
	askedAt: Generated<Date>;
	madeAt: Date | null;
	bytes: number | null;
}

export interface OwnDataPiece {
	networkId: string;
	personId: string;
	pieceNo: number;
	content: Buffer;
}

export interface PaperFile {
	networkId: string;
	paperRequestId: string;
	name: string;
	mediaType: string;
	bytes: Buffer;
	expiresAt: Date;
	fetchedAt: Date | null;
}

export interface PaperRequest {
	networkId: string;
	paperRequestId: Generated<string>;
	personId: string;
	kind: string;
	items: Generated<string[]>;
	year: number | null;
	words: Generated<string>;
	state: Generated<string>;
	askedAt: Generated<Date>;
	answeredBy: string | null;
	answeredAt: Date | null;
	answer: Generated<string>;
}

export interface PassOn {
	networkId: string;
	passOnId: Generated<string>;
	personId: string;
	code: string;
	madeAt: Generated<Date>;
	expiresAt: Date;
	withdrawnAt: Date | null;
}

export interface PathTally {
	networkId: string;
	goal: string;
	part: string;
	key: string;
	people: number;
	countedAt: Generated<Date>;
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
	revision: Generated<number>;
	removedAt: Date | null;
}

export interface PersonMerge {
	networkId: string;
	mergeId: Generated<string>;
	keptId: string;
	goneId: string;
	goneName: string;
	mergedBy: string;
	mergedAt: Generated<Date>;
	undoneBy: string | null;
	undoneAt: Date | null;
}

export interface PersonMergeStep {
	networkId: string;
	mergeId: string;
	stepNo: number;
	tableName: string;
	done: string;
	key: ColumnType<unknown, string | undefined, string>;
	before: ColumnType<unknown | null, string | undefined, string>;
}

export interface PersonNote {
	networkId: string;
	noteId: Generated<string>;
	personId: string;
	authorId: string;
	words: string;
	writtenAt: Generated<Date>;
	changedAt: Date | null;
	revision: Generated<number>;
}

export interface PersonTag {
	networkId: string;
	personId: string;
	tag: string;
	addedBy: string;
	addedAt: Generated<Date>;
}

export interface PlannedReturn {
	networkId: string;
	plannedReturnId: Generated<string>;
	personId: string;
	companyId: string;
	returnsOn: string;
	state: Generated<string>;
	why: Generated<string>;
	plannedBy: string;
	plannedAt: Generated<Date>;
	settledBy: string | null;
	settledAt: Date | null;
	revision: Generated<number>;
}

export interface PollChoice {
	networkId: string;
	choiceId: Generated<string>;
	postId: string;
	position: number;
	words: string;
	votes: Generated<number>;
}

export interface PollVote {
	networkId: string;
	postId: string;
	personId: string;
	choiceId: string;
	votedAt: Generated<Date>;
}

export interface Post {
	networkId: string;
	postId: Generated<string>;
	authorId: string;
	words: string;
	postedAt: Generated<Date>;
	html: Generated<string>;
	kind: Generated<string>;
	groupId: string | null;
	sharedId: string | null;
	ticket: Generated<string>;
	revision: Generated<number>;
	editedAt: Date | null;
	hiddenAt: Date | null;
	pinnedAt: Date | null;
	linkUrl: string | null;
	comments: Generated<number>;
	reactions: ColumnType<unknown, string | undefined, string>;
	pictures: Generated<number>;
	hasPoll: Generated<boolean>;
	removedAt: Date | null;
	pollClosesAt: Date | null;
	pollToldAt: Date | null;
	openTo: Generated<string>;
}

export interface PostVersion {
	networkId: string;
	postId: string;
	revision: number;
	words: string;
	html: string;
	writtenAt: Date;
	pictures: ColumnType<unknown, string | undefined, string>;
}

export interface PrivacyNotice {
	networkId: string;
	version: number;
	noticeJa: string;
	noticeEn: string;
	purposes: ColumnType<unknown, string | undefined, string>;
	madeBy: string | null;
	madeAt: Generated<Date>;
}

export interface Profile {
	networkId: string;
	personId: string;
	introduction: Generated<string>;
	place: Generated<string>;
	skills: Generated<string[]>;
	offers: Generated<string[]>;
	looksFor: Generated<string[]>;
	pictureId: string | null;
	isListed: Generated<boolean>;
	careerFor: Generated<string>;
	presentFor: Generated<string>;
	placeFor: Generated<string>;
	skillsFor: Generated<string>;
	introductionFor: Generated<string>;
	offersFor: Generated<string>;
	writtenBy: Generated<string>;
	pathPutAwayAt: Date | null;
	revision: Generated<number>;
	closedTo: Generated<string[]>;
	cameFor: Generated<string[]>;
}

export interface PublishedFigure {
	networkId: string;
	week: string;
	board: string;
	rowKey: string;
	columnKey: string;
	people: number;
	shown: number | null;
}

export interface PublishedWeek {
	networkId: string;
	week: string;
}

export interface Pulse {
	networkId: string;
	pulseId: Generated<string>;
	personId: string;
	linkHash: Buffer;
	askedAt: Generated<Date>;
	expiresAt: Date;
	usedAt: Date | null;
}

export interface PushKey {
	networkId: string;
	publicKey: string;
	privateKey: string;
}

export interface PushSent {
	networkId: string;
	pushId: Generated<string>;
	personId: string;
	notificationId: string;
	sentAt: Generated<Date>;
}

export interface PushSubscription {
	networkId: string;
	personId: string;
	endpoint: string;
	p256dh: string;
	auth: string;
	madeAt: Generated<Date>;
}

export interface QuadrantDay {
	networkId: string;
	day: string;
	companyId: string;
	quadrant: string;
	people: number;
	rolledAt: Generated<Date>;
}

export interface QuadrantMove {
	networkId: string;
	days: number;
	part: string;
	partKey: string;
	fromKey: string;
	toKey: string;
	people: number;
}

export interface ReachTally {
	networkId: string;
	kind: string;
	subjectId: string;
	split: string;
	key: string;
	told: number;
	delivered: number;
	read: number;
	answered: number;
	talked: number;
	countedAt: Generated<Date>;
}

export interface Reaction {
	networkId: string;
	subjectId: string;
	personId: string;
	sign: string;
	givenAt: Generated<Date>;
}

export interface ReasonSettling {
	networkId: string;
	settlingId: Generated<string>;
	settledBy: string;
	settledAt: Generated<Date>;
	readings: number;
	undoneAt: Date | null;
}

export interface ReasonSuggestion {
	networkId: string;
	tenureId: string;
	view: string;
	code: string;
	restsOn: string[];
	percent: number;
	madeAt: Generated<Date>;
	settledAt: Date | null;
	settledBy: string | null;
	wasRight: boolean | null;
	settlingId: string | null;
}

export interface Referral {
	networkId: string;
	referralId: Generated<string>;
	byId: string;
	name: string;
	email: Generated<string>;
	words: Generated<string>;
	wouldWrite: Generated<boolean>;
	personId: string | null;
	state: Generated<string>;
	madeAt: Generated<Date>;
	openingId: string | null;
}

export interface RefusedReason {
	networkId: string;
	tenureId: string;
	view: string;
	code: string;
	refusedAt: Generated<Date>;
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

export interface RehireSaid {
	networkId: string;
	rehireId: string;
	what: string;
	saidAt: Generated<Date>;
}

export interface Report {
	networkId: string;
	reportId: Generated<string>;
	reporterId: string | null;
	subject: string;
	subjectId: string;
	aboutId: string;
	why: string;
	words: Generated<string>;
	reportedAt: Generated<Date>;
	settledAt: Date | null;
	settledBy: string | null;
	outcome: string | null;
	reason: Generated<string>;
}

export interface ReportReader {
	networkId: string;
	personId: string;
	since: Generated<Date>;
}

export interface RetentionMonth {
	networkId: string;
	joinedIn: string;
	monthsAfter: number;
	members: number;
	visited: number;
}

export interface SavedPost {
	networkId: string;
	personId: string;
	postId: string;
	savedAt: Generated<Date>;
}

export interface ScimTrouble {
	networkId: string;
	day: string;
	method: string;
	status: number;
	why: string;
	times: Generated<number>;
	lastAt: Generated<Date>;
}

export interface ScimUser {
	networkId: string;
	personId: string;
	userName: string;
	externalId: string | null;
	isActive: boolean;
	email: string | null;
	title: Generated<string>;
	department: Generated<string>;
	employeeNumber: Generated<string>;
	madeAt: Generated<Date>;
	changedAt: Generated<Date>;
	deletedAt: Date | null;
	revision: Generated<number>;
}

export interface SecondTelling {
	networkId: string;
	tellingId: Generated<string>;
	personId: string;
	tenureId: string;
	months: number;
	askedAt: Generated<Date>;
	linkHash: Buffer;
	expiresAt: Date;
	answeredAt: Date | null;
	saidOn: string | null;
	codes: Generated<string[]>;
	words: Generated<string>;
	wouldChange: Generated<string[]>;
}

export interface Segment {
	networkId: string;
	segmentId: Generated<string>;
	revision: Generated<number>;
	called: string;
	asked: ColumnType<unknown, string | undefined, string>;
	madeBy: string;
	madeAt: Generated<Date>;
	people: number | null;
	members: number | null;
	reachable: number | null;
	countedAt: Date | null;
}

export interface SendOff {
	networkId: string;
	sendOffId: Generated<string>;
	personId: string;
	tenureId: string;
	lastOn: string;
	kind: string | null;
	state: Generated<string>;
	begunBy: string;
	begunThrough: string;
	begunAt: Generated<Date>;
	talkerId: string | null;
	talkedOn: string | null;
	linkHash: Buffer | null;
	linkSentAt: Date | null;
	linkExpiresAt: Date | null;
	privateAddress: string | null;
	addressHash: Buffer | null;
	addressExpiresAt: Date | null;
	addressProvedAt: Date | null;
	answeredAt: Date | null;
	endedAt: Date | null;
	revision: Generated<number>;
}

export interface SendOffTalk {
	networkId: string;
	sendOffId: string;
	codes: Generated<string[]>;
	words: Generated<string>;
	saidOn: string;
	isOwn: Generated<boolean>;
}

export interface SettledReason {
	networkId: string;
	settlingId: string;
	tenureId: string;
	view: Generated<string>;
	code: string;
}

export interface SignOnAttempt {
	networkId: string;
	attemptId: Generated<string>;
	providerId: string;
	browserHash: Buffer;
	answerKey: string;
	nonce: string;
	verifier: string;
	next: string;
	triedBy: string | null;
	revision: number;
	begunAt: Generated<Date>;
	answeredAt: Date | null;
	answer: ColumnType<unknown | null, string | undefined, string>;
}

export interface SignOnIdentity {
	networkId: string;
	providerId: string;
	subject: string;
	accountId: string;
	linkedAt: Generated<Date>;
	lastAt: Generated<Date>;
}

export interface SignOnProvider {
	networkId: string;
	providerId: Generated<string>;
	kind: string;
	called: string;
	domains: string[];
	companyId: string | null;
	admitsNew: Generated<boolean>;
	vouches: Generated<boolean>;
	isOn: Generated<boolean>;
	issuer: Generated<string>;
	clientId: Generated<string>;
	clientSecret: Buffer | null;
	entryPoint: Generated<string>;
	certificates: Generated<string[]>;
	revision: Generated<number>;
	triedRevision: number | null;
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
	wouldChange: Generated<string[]>;
}

export interface StandingNote {
	networkId: string;
	standingId: string;
	note: string;
}

export interface Story {
	networkId: string;
	storyId: Generated<string>;
	revision: Generated<number>;
	personId: string;
	rehireId: string;
	status: Generated<string>;
	language: Generated<string>;
	pathWords: Generated<string>;
	aroundWords: Generated<string>;
	momentWords: Generated<string>;
	nowWords: Generated<string>;
	askedBy: string;
	askedAt: Generated<Date>;
	answeredAt: Date | null;
}

export interface StoryEdition {
	networkId: string;
	storyId: string;
	edition: string;
	revision: Generated<number>;
	title: string;
	words: string;
	state: Generated<string>;
	shownAt: Date | null;
	approvedAt: Date | null;
	saidBack: Generated<string>;
}

export interface StoryReader {
	networkId: string;
	storyId: string;
	personId: string;
	readAt: Generated<Date>;
}

export interface SupportAccess {
	networkId: string;
	supportAccessId: Generated<string>;
	personId: string;
	openedBy: string | null;
	openedAt: Generated<Date>;
	endsAt: Date;
	mayWrite: Generated<boolean>;
	reason: string;
	closedAt: Date | null;
	closedBy: string | null;
}

export interface SupportVisit {
	networkId: string;
	supportVisitId: Generated<string>;
	supportAccessId: string;
	linkHash: Buffer;
	linkUntil: Date;
	sessionHash: Buffer | null;
	enteredAt: Date | null;
}

export interface Survey {
	networkId: string;
	surveyId: Generated<string>;
	revision: Generated<number>;
	seriesId: string;
	title: string;
	intro: Generated<string>;
	thanks: Generated<string>;
	isAnonymous: boolean;
	segmentId: string | null;
	askedOf: Generated<string>;
	status: Generated<string>;
	closesOn: string | null;
	openedOn: string | null;
	remindedOn: string | null;
	authorId: string;
	madeAt: Generated<Date>;
	toAsk: number | null;
}

export interface SurveyAnswer {
	networkId: string;
	surveyId: string;
	answerId: Generated<string>;
	isAnonymous: boolean;
	personId: string | null;
	answeredOn: string | null;
	isCounted: boolean;
	answers: ColumnType<unknown, string | undefined, string>;
}

export interface SurveyAsked {
	networkId: string;
	surveyId: string;
	personId: string;
	isAnonymous: boolean;
	hasAnswered: Generated<boolean>;
	draft: ColumnType<unknown | null, string | undefined, string>;
}

export interface SurveyQuestion {
	networkId: string;
	surveyId: string;
	questionId: Generated<string>;
	askedAgain: Generated<string>;
	place: number;
	kind: string;
	words: string;
	options: Generated<string[]>;
	lines: Generated<string[]>;
	isRequired: Generated<boolean>;
}

export interface TableView {
	networkId: string;
	viewId: Generated<string>;
	personId: string;
	list: string;
	called: string;
	query: string;
	madeAt: Generated<Date>;
}

export interface TalkBrief {
	networkId: string;
	thinks: Generated<string>;
	expects: Generated<string>;
}

export interface TalkPool {
	networkId: string;
	poolId: Generated<string>;
	name: string;
	introduction: Generated<string>;
	hostsNeeded: Generated<number>;
	minutes: Generated<number>;
	isOpen: Generated<boolean>;
	madeAt: Generated<Date>;
}

export interface TalkPoolHost {
	networkId: string;
	poolId: string;
	personId: string;
}

export interface TalkProposal {
	networkId: string;
	proposalId: Generated<string>;
	alumnusId: string;
	hostId: string;
	times: Date[];
	way: string;
	wish: Generated<string>;
	state: Generated<string>;
	talkId: string | null;
	madeAt: Generated<Date>;
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
	revision: Generated<number>;
}

export interface ThoughtOf {
	networkId: string;
	personId: string;
	because: string;
	saidOn: string;
}

export interface TodayDecision {
	networkId: string;
	decisionId: Generated<string>;
	kind: string;
	code: Generated<string>;
	personId: string | null;
	wasDone: boolean;
	backOn: string;
	decidedBy: string;
	decidedAt: Generated<Date>;
}

export interface Touchpoint {
	networkId: string;
	happenedAt: Generated<Date>;
	touchpointId: Generated<string>;
	personId: string;
	kind: string;
	subjectId: string | null;
}

export interface Unlock {
	networkId: string;
	tenureId: string;
	code: string;
	personId: string;
	saidAt: Generated<Date>;
}

export interface UnlockLeaver {
	networkId: string;
	code: string;
	leavers: number;
	members: number;
}

export interface UnlockPhrase {
	networkId: string;
	code: string;
	phrase: string;
	people: number;
}

export interface UnlockTally {
	networkId: string;
	code: string;
	quadrant: string;
	people: number;
	wouldReturn: number;
	heard: number;
	rolledAt: Generated<Date>;
	wished: Generated<number>;
}

export interface Upload {
	networkId: string;
	uploadId: Generated<string>;
	ownerId: string;
	kind: string;
	name: string;
	mediaType: string;
	size: number;
	width: number | null;
	height: number | null;
	alt: Generated<string>;
	holder: string | null;
	holderId: string | null;
	position: Generated<number>;
	madeAt: Generated<Date>;
	removedAt: Date | null;
}

export interface UploadBytes {
	networkId: string;
	uploadId: string;
	variant: string;
	bytes: Buffer;
}

export interface WatchWord {
	networkId: string;
	word: string;
	addedBy: string;
	addedAt: Generated<Date>;
}

export interface WebhookDelivery {
	networkId: string;
	messageId: string;
	endpointId: string;
	state: Generated<string>;
	attempts: Generated<number>;
	lastStatus: number | null;
	lastProblem: Generated<string>;
	triedAt: Date | null;
}

export interface WebhookEndpoint {
	networkId: string;
	endpointId: Generated<string>;
	url: string;
	secret: string;
	types: string[];
	isOn: Generated<boolean>;
	offWhy: string | null;
	failingSince: Date | null;
	madeBy: string;
	madeAt: Generated<Date>;
}

export interface WebhookMessage {
	networkId: string;
	messageId: Generated<string>;
	type: string;
	data: ColumnType<unknown, string | undefined, string>;
	happenedAt: Generated<Date>;
}

export interface Welcome {
	networkId: string;
	rehireId: string;
	leaderId: string | null;
	buddyId: string | null;
	notes: Generated<string>;
	revision: Generated<number>;
	isPlanned: Generated<boolean>;
	ofRehire: GeneratedAlways<string | null>;
	ofPlan: GeneratedAlways<string | null>;
}

export interface WelcomeStep {
	networkId: string;
	stepId: Generated<string>;
	rehireId: string;
	words: string;
	dueOn: string;
	doneAt: Date | null;
	doneBy: string | null;
}

export interface WithdrawnBasis {
	networkId: string;
	withdrawalId: string;
	personId: string;
	basis: string;
	basisOn: string;
	basisNote: string | null;
	withdrawnAt: Generated<Date>;
	withdrawnBy: string | null;
	why: string;
}

export interface WordLikeness {
	networkId: string;
	tenureId: string;
	view: string;
	alikeId: string;
	hintsRestricted: boolean;
}

export interface WorkOwner {
	networkId: string;
	kind: string;
	personId: string;
	givenBy: string;
	givenAt: Generated<Date>;
}

export interface Tables {
	activeDay: ActiveDay;
	addressProof: AddressProof;
	apiAnswer: ApiAnswer;
	apiToken: ApiToken;
	application: Application;
	applicationStep: ApplicationStep;
	attribution: Attribution;
	audit: Audit;
	auditChain: AuditChain;
	auditCheckpoint: AuditCheckpoint;
	auditSetting: AuditSetting;
	block: Block;
	cadenceDay: CadenceDay;
	calendarFeed: CalendarFeed;
	casualTalk: CasualTalk;
	casualTalkHost: CasualTalkHost;
	change: Change;
	checkIn: CheckIn;
	claim: Claim;
	collaboration: Collaboration;
	collaborationInterest: CollaborationInterest;
	comment: Comment;
	company: Company;
	concern: Concern;
	concernNote: ConcernNote;
	consent: Consent;
	contact: Contact;
	conversation: Conversation;
	conversationMember: ConversationMember;
	conversationNote: ConversationNote;
	conversationWish: ConversationWish;
	correction: Correction;
	demoGuest: DemoGuest;
	departure: Departure;
	departureReason: DepartureReason;
	departureWord: DepartureWord;
	draft: Draft;
	employeeNumber: EmployeeNumber;
	erasure: Erasure;
	event: Event;
	eventProposal: EventProposal;
	eventReply: EventReply;
	group: Group;
	groupMember: GroupMember;
	helper: Helper;
	hiddenFrom: HiddenFrom;
	host: Host;
	hostBusy: HostBusy;
	hostException: HostException;
	hostHours: HostHours;
	hostPledge: HostPledge;
	hrImport: HrImport;
	hrImportDifference: HrImportDifference;
	hrImportFile: HrImportFile;
	hrImportHeading: HrImportHeading;
	hrImportLeft: HrImportLeft;
	hrImportPart: HrImportPart;
	hrImportPiece: HrImportPiece;
	hrImportRow: HrImportRow;
	hrImportTrace: HrImportTrace;
	invitation: Invitation;
	invitationWave: InvitationWave;
	invitationWords: InvitationWords;
	keeping: Keeping;
	leaving: Leaving;
	leftAlone: LeftAlone;
	letter: Letter;
	letterReader: LetterReader;
	linkPreview: LinkPreview;
	logo: Logo;
	mail: Mail;
	mailStop: MailStop;
	match: Match;
	membership: Membership;
	mentor: Mentor;
	mentoring: Mentoring;
	mentoringWish: MentoringWish;
	message: Message;
	monthlyReport: MonthlyReport;
	network: Network;
	notTheSame: NotTheSame;
	notification: Notification;
	notificationWish: NotificationWish;
	openedHour: OpenedHour;
	opening: Opening;
	openingFeed: OpeningFeed;
	openingTold: OpeningTold;
	openingWish: OpeningWish;
	optOut: OptOut;
	outreach: Outreach;
	outreachRound: OutreachRound;
	outreachRoundPerson: OutreachRoundPerson;
	overviewCount: OverviewCount;
	overviewFigure: OverviewFigure;
	ownData: OwnData;
	ownDataPiece: OwnDataPiece;
	paperFile: PaperFile;
	paperRequest: PaperRequest;
	passOn: PassOn;
	pathTally: PathTally;
	person: Person;
	personMerge: PersonMerge;
	personMergeStep: PersonMergeStep;
	personNote: PersonNote;
	personTag: PersonTag;
	plannedReturn: PlannedReturn;
	pollChoice: PollChoice;
	pollVote: PollVote;
	post: Post;
	postVersion: PostVersion;
	privacyNotice: PrivacyNotice;
	profile: Profile;
	publishedFigure: PublishedFigure;
	publishedWeek: PublishedWeek;
	pulse: Pulse;
	pushKey: PushKey;
	pushSent: PushSent;
	pushSubscription: PushSubscription;
	quadrantDay: QuadrantDay;
	quadrantMove: QuadrantMove;
	reachTally: ReachTally;
	reaction: Reaction;
	reasonSettling: ReasonSettling;
	reasonSuggestion: ReasonSuggestion;
	referral: Referral;
	refusedReason: RefusedReason;
	rehire: Rehire;
	rehireSaid: RehireSaid;
	report: Report;
	reportReader: ReportReader;
	retentionMonth: RetentionMonth;
	savedPost: SavedPost;
	scimTrouble: ScimTrouble;
	scimUser: ScimUser;
	secondTelling: SecondTelling;
	segment: Segment;
	sendOff: SendOff;
	sendOffTalk: SendOffTalk;
	settledReason: SettledReason;
	signOnAttempt: SignOnAttempt;
	signOnIdentity: SignOnIdentity;
	signOnProvider: SignOnProvider;
	standing: Standing;
	standingNote: StandingNote;
	story: Story;
	storyEdition: StoryEdition;
	storyReader: StoryReader;
	supportAccess: SupportAccess;
	supportVisit: SupportVisit;
	survey: Survey;
	surveyAnswer: SurveyAnswer;
	surveyAsked: SurveyAsked;
	surveyQuestion: SurveyQuestion;
	tableView: TableView;
	talkBrief: TalkBrief;
	talkPool: TalkPool;
	talkPoolHost: TalkPoolHost;
	talkProposal: TalkProposal;
	tenure: Tenure;
	thoughtOf: ThoughtOf;
	todayDecision: TodayDecision;
	touchpoint: Touchpoint;
	unlock: Unlock;
	unlockLeaver: UnlockLeaver;
	unlockPhrase: UnlockPhrase;
	unlockTally: UnlockTally;
	upload: Upload;
	uploadBytes: UploadBytes;
	watchWord: WatchWord;
	webhookDelivery: WebhookDelivery;
	webhookEndpoint: WebhookEndpoint;
	webhookMessage: WebhookMessage;
	welcome: Welcome;
	welcomeStep: WelcomeStep;
	withdrawnBasis: WithdrawnBasis;
	wordLikeness: WordLikeness;
	workOwner: WorkOwner;
}

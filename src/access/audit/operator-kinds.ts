import * as m from '#locales/messages.ts';

/** What the operator of the installation does and looks at: by support access, and at the command line. */
export const operatorKinds = {
	'support.open': { group: 'support', said: m.audit_said_support_open },
	'support.close': { group: 'support', said: m.audit_said_support_close },
	'support.link': { group: 'support', said: m.audit_said_support_link },
	'support.enter': { group: 'support', said: m.audit_said_support_enter },
	'support.look': { group: 'support', said: m.audit_said_support_look },
	'operator.find': { group: 'support', said: m.audit_said_operator_find },
	'operator.see': { group: 'support', said: m.audit_said_operator_see },
	'operator.roles': { group: 'support', said: m.audit_said_operator_roles },
	'network.export': { group: 'export', said: m.audit_said_network_export },
	'job.retry': { group: 'settings', said: m.audit_said_job_retry },
	'job.drop': { group: 'settings', said: m.audit_said_job_drop }
} as const;

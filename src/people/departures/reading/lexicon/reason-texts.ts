import { childcare } from './reasons/childcare.ts';
import { companyFuture } from './reasons/company-future.ts';
import { contractEnd } from './reasons/contract-end.ts';
import { culture } from './reasons/culture.ts';
import { eldercare } from './reasons/eldercare.ts';
import { entrepreneurship } from './reasons/entrepreneurship.ts';
import { evaluation } from './reasons/evaluation.ts';
import { flexibility } from './reasons/flexibility.ts';
import { growth } from './reasons/growth.ts';
import { harassment } from './reasons/harassment.ts';
import { health } from './reasons/health.ts';
import { management } from './reasons/management.ts';
import { newField } from './reasons/new-field.ts';
import { noAnswer } from './reasons/no-answer.ts';
import { other } from './reasons/other.ts';
import { partnerRelocation } from './reasons/partner-relocation.ts';
import { pay } from './reasons/pay.ts';
import { relationships } from './reasons/relationships.ts';
import { relocation } from './reasons/relocation.ts';
import { study } from './reasons/study.ts';
import { workContent } from './reasons/work-content.ts';
import { workingHours } from './reasons/working-hours.ts';

/** The text of each reason’s signs. */
export const reasonTexts: ReadonlyMap<string, string> = new Map([
	['relocation', relocation],
	['working_hours', workingHours],
	['flexibility', flexibility],
	['pay', pay],
	['evaluation', evaluation],
	['growth', growth],
	['work_content', workContent],
	['new_field', newField],
	['entrepreneurship', entrepreneurship],
	['study', study],
	['management', management],
	['relationships', relationships],
	['harassment', harassment],
	['culture', culture],
	['company_future', companyFuture],
	['contract_end', contractEnd],
	['other', other],
	['no_answer', noAnswer],
	['childcare', childcare],
	['eldercare', eldercare],
	['partner_relocation', partnerRelocation],
	['health', health]
]);

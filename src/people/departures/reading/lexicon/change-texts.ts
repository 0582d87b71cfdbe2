import { childcare } from './changes/childcare.ts';
import { companyFuture } from './changes/company-future.ts';
import { contractEnd } from './changes/contract-end.ts';
import { culture } from './changes/culture.ts';
import { eldercare } from './changes/eldercare.ts';
import { entrepreneurship } from './changes/entrepreneurship.ts';
import { evaluation } from './changes/evaluation.ts';
import { flexibility } from './changes/flexibility.ts';
import { growth } from './changes/growth.ts';
import { harassment } from './changes/harassment.ts';
import { health } from './changes/health.ts';
import { management } from './changes/management.ts';
import { newField } from './changes/new-field.ts';
import { partnerRelocation } from './changes/partner-relocation.ts';
import { pay } from './changes/pay.ts';
import { relationships } from './changes/relationships.ts';
import { relocation } from './changes/relocation.ts';
import { study } from './changes/study.ts';
import { workContent } from './changes/work-content.ts';
import { workingHours } from './changes/working-hours.ts';

/** The text of the signs that a change answers a reason. */
export const changeTexts: ReadonlyMap<string, string> = new Map([
	['relocation', relocation],
	['partner_relocation', partnerRelocation],
	['flexibility', flexibility],
	['working_hours', workingHours],
	['pay', pay],
	['evaluation', evaluation],
	['growth', growth],
	['work_content', workContent],
	['new_field', newField],
	['entrepreneurship', entrepreneurship],
	['management', management],
	['relationships', relationships],
	['harassment', harassment],
	['culture', culture],
	['company_future', companyFuture],
	['childcare', childcare],
	['eldercare', eldercare],
	['health', health],
	['study', study],
	['contract_end', contractEnd]
]);

/** 独立・起業・家業. Own business: the words of a change that answers it. */
export const entrepreneurship = `
sign 0.75
	社内ベンチャー / 社内起業 / ベンチャー制度 / 自ら出資 / 暖簾分け / のれん分け / 発案者
	起業 LATER 14 [支援/制度/休職/挑戦]
	独立 LATER 14 [支援/制度/めざす/目指]
	フランチャイズ LATER 10 [独立/社員]
	個人事業主 LATER 12 [契約/選/転換]
	業務委託 LATER 10 [選/切り替え/転換]
	起業のための
	事業承継 LATER 8 [支援/休職]
sign 0.75
	entrepreneur / in-house venture / own business
	start(ing) [a/their/your] (own_)[company/business]
	founder(s)
	independent contractor(s)
`;

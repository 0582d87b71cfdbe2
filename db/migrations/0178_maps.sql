-- Where the place of an event is looked up when somebody taps it: on whose pages, in the app of the device, or nowhere.
alter table network
	add maps text not null default 'openstreetmap' check (maps in ('openstreetmap', 'google', 'device', 'none'));

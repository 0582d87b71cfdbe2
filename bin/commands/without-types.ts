/** For a build: SvelteKit writes no types of its routes, which only editors and checks read. It took a sixth of the time. */
import { registerHooks } from 'node:module';

registerHooks({
	resolve(specifier, context, next) {
		if (specifier === 'typescript') throw new Error('A build writes no types');
		return next(specifier, context);
	}
});

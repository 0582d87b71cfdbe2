import { sankey, sankeyJustify, type SankeyLink, type SankeyNode } from 'd3-sankey';
import { area, curveBumpX } from 'd3-shape';
import type { Tone } from './tones.ts';

/**
 * Where people stand at one of two moments. `key` tells nodes of the same moment apart; `sign` stands for the name where
 * there is no room for it.
 */
export type FlowNode = { key: string; name: string; sign: string; tone: Tone };
/** How many people went from a place of the first moment to one of the second. */
export type Flow = { from: string; to: string; people: number };

type Node = { id: string; side: 0 | 1; node: FlowNode };
type Link = { flow: Flow };

export type DrawnNode = FlowNode & { side: 0 | 1; people: number; y: number; height: number };
export type DrawnFlow = { flow: Flow; from: FlowNode; to: FlowNode; path: string; middle: number };
export type Drawing = { nodes: DrawnNode[]; flows: DrawnFlow[]; height: number };

/** Room between two nodes: their labels of two lines must fit. */
const padding = 40;

/**
 * Lays out how people moved between two moments: the nodes at both sides in the order given, and a ribbon for each
 * flow of at least one person. Paths are 100 wide, heights are pixels.
 */
export function drawFlows(places: readonly FlowNode[], flows: readonly Flow[]): Drawing {
	const told = flows.filter(({ people }) => people > 0);
	const nodes: Node[] = ([0, 1] as const).flatMap((side) =>
		places
			.filter(({ key }) => told.some((flow) => (side === 0 ? flow.from : flow.to) === key))
			.map((node) => ({ id: `${side} ${node.key}`, side, node }))
	);
	if (nodes.length === 0) return { nodes: [], flows: [], height: 0 };
	const height = 240 + padding * places.length;
	const order = (node: Node) => places.indexOf(node.node);
	const laid = sankey<Node, Link>()
		.nodeId(({ id }) => id)
		.nodeAlign(sankeyJustify)
		.nodeSort((a, b) => order(a) - order(b))
		.nodeWidth(2)
		.nodePadding(padding)
		.extent([
			[0, padding / 2],
			[100, height - padding / 2]
		])({
		nodes,
		links: told.map((flow) => ({
			flow,
			source: `0 ${flow.from}`,
			target: `1 ${flow.to}`,
			value: flow.people
		}))
	});
	return {
		height,
		nodes: laid.nodes.map((node) => ({
			...node.node,
			side: node.side,
			people: node.value ?? 0,
			y: node.y0!,
			height: node.y1! - node.y0!
		})),
		flows: laid.links.map(drawnFlow)
	};
}

function drawnFlow(link: SankeyLink<Node, Link>): DrawnFlow {
	const [source, target] = [link.source, link.target] as SankeyNode<Node, Link>[] as [
		SankeyNode<Node, Link>,
		SankeyNode<Node, Link>
	];
	const half = Math.max(1, link.width!) / 2;
	const ribbon = area<[number, number]>()
		.x(([x]) => x)
		.y0(([, y]) => y - half)
		.y1(([, y]) => y + half)
		.curve(curveBumpX);
	return {
		flow: link.flow,
		from: source.node,
		to: target.node,
		middle: (link.y0! + link.y1!) / 2,
		path:
			ribbon([
				[source.x1!, link.y0!],
				[target.x0!, link.y1!]
			]) ?? ''
	};
}

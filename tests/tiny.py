"""A tiny chat model, built and saved by the tests: real tokenizer, real generate, random weights."""

from __future__ import annotations

from pathlib import Path

from vidgen.stages.write import _TELL

_CORPUS = (
    "Meet the Enamel Camp Mug. Steel core with two coats of enamel. Works over an open flame.",
    "You are a writer. Answer with one JSON object. Take a look, and tell us what you like.",
    "看近一点，样子都在这里了。双层加厚，耳朵盖得住。先收藏，回头再细看。心动了，就带它回家。",
    '{"hook.1": {"text": "Here it is.", "facts": ["name", "price"]}}',
    # The prompt itself: short prompts in tokens keep the tests quick.
    _TELL.format(language="English Simplified Chinese (简体中文)"),
    '   "says": "",\n   "facts": "attr. point. description",\n   "must": "",\n   "least": 10,\n',
)
_TEMPLATE = (
    "{% for message in messages %}<|im_start|>{{ message.role }}\n{{ message.content }}<|im_end|>\n"
    "{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)


def build(folder: Path, seed: int = 0) -> Path:
    """Save the model into `folder`; the same seed gives the same weights."""
    import torch
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
    from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast
    from transformers.utils import logging

    raw = Tokenizer(models.BPE())
    raw.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    raw.decoder = decoders.ByteLevel()
    special = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    raw.train_from_iterator(
        _CORPUS * 3,
        trainers.BpeTrainer(vocab_size=1000, special_tokens=special, initial_alphabet=alphabet),
    )
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_object=raw, eos_token="<|im_end|>", pad_token="<|endoftext|>"
    )
    tokenizer.chat_template = _TEMPLATE
    torch.manual_seed(seed)
    config = LlamaConfig(
        vocab_size=1008,
        hidden_size=16,
        intermediate_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        max_position_embeddings=32768,
        eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.pad_token_id,
        bos_token_id=None,
    )
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    LlamaForCausalLM(config).save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder
